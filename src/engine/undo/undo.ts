import type { Result } from '../../shared/result.ts';
import type { Batch } from '../../shared/task/batch.ts';
import type { BatchId } from '../../shared/task/task.ts';
import type { UndoProblem, UndoReport } from '../../shared/task/undo.ts';
import type { HistoryStore, Trash } from '../ports.ts';
import { lastUndoable } from './last-undoable.ts';
import { undoBatch } from './undo-batch.ts';

export interface Undo {
  /**
   * Moves a batch's results to the trash and puts replaced originals back; what changed since stays and is named.
   * Once: `undoneAt` of the batch says that it was, until a task of it is retried.
   */
  undo(batchId: BatchId): Promise<Result<UndoReport, UndoProblem>>;
  /** The newest batch that `undo` would do something for; null when there is none, or no trash. */
  lastUndoable(): Promise<Batch | null>;
}

export interface UndoParts {
  readonly history: HistoryStore;
  /** Null where the system's trash cannot be reached. */
  readonly trash: Trash | null;
  readonly markUndone: (batchId: BatchId) => void;
}

export function createUndo({ history, trash, markUndone }: UndoParts): Undo {
  return {
    undo: (batchId) => undoBatch({ history, trash, batchId }, () => markUndone(batchId)),
    lastUndoable: () => (trash === null ? Promise.resolve(null) : lastUndoable(history)),
  };
}
