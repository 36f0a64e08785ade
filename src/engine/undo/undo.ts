import { setImmediate as laterTurn } from 'node:timers/promises';
import type { Result } from '../../shared/result.ts';
import type { Batch } from '../../shared/task/batch.ts';
import type { BatchId, Task } from '../../shared/task/task.ts';
import type { UndoProblem, UndoReport } from '../../shared/task/undo.ts';
import { batchPages } from '../collections/batch-pages.ts';
import type { HistoryStore, Trash } from '../ports.ts';
import { finishedAtOf, undoBatch, type UndoLook, whyNot } from './undo-batch.ts';
import { outputsOf } from '../../shared/task/outputs-of.ts';

type Looked = Pick<HistoryStore, 'findBatch' | 'tasksOf' | 'undoableBatches'>;

/** Enough to keep a network disk busy without filling libuv's thread pool for everybody else. */
const tasksAtOnce = 32;

async function isResultThere(task: Task, look: UndoLook): Promise<boolean> {
  const finishedAt = finishedAtOf(task);
  for (const output of outputsOf(task)) {
    if ((await whyNot(output, finishedAt, look)) === null) return true;
  }
  return false;
}

async function isSomethingThere(
  { history, memory }: Pick<UndoParts, 'memory'> & { readonly history: Looked },
  batchId: BatchId,
): Promise<boolean> {
  const look = { memory, createdAt: history.findBatch(batchId)?.batch.createdAt ?? 0 };
  for (const page of batchPages(history, batchId, tasksAtOnce)) {
    if ((await Promise.all(page.map(({ task }) => isResultThere(task, look)))).includes(true))
      return true;
    // Tasks that made nothing wait for no disk.
    await laterTurn();
  }
  return false;
}

/**
 * The newest finished batch of which something is still as it was made; null when there is none. So it passes over what made
 * nothing and what people changed or took away since.
 */
async function lastUndoable(parts: UndoParts): Promise<Batch | null> {
  const { history, isOver } = parts;
  for (const batchId of history.undoableBatches()) {
    if (!isOver(batchId) || !(await isSomethingThere(parts, batchId))) continue;
    return history.findBatch(batchId)?.batch ?? null;
  }
  return null;
}

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
  readonly memory: UndoLook['memory'];
  /** Whether a batch is walked and all its tasks are settled. */
  readonly isOver: (batchId: BatchId) => boolean;
  readonly markUndone: (batchId: BatchId) => void;
}

export function createUndo(parts: UndoParts): Undo {
  const { history, trash, memory, isOver, markUndone } = parts;
  return {
    undo: (batchId) =>
      undoBatch({ history, trash, memory, batchId, isOver: () => isOver(batchId) }, () =>
        markUndone(batchId),
      ),
    lastUndoable: () => (trash === null ? Promise.resolve(null) : lastUndoable(parts)),
  };
}
