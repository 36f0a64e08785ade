import type { Result } from '../../shared/result.ts';
import type { Batch } from '../../shared/task/batch.ts';
import type { BatchId, Task } from '../../shared/task/task.ts';
import type { UndoProblem, UndoReport } from '../../shared/task/undo.ts';
import type { HistoryStore, Trash } from '../ports.ts';
import { finishedAtOf, undoBatch, whyNot } from './undo-batch.ts';
import { outputsOf } from '../../shared/task/outputs-of.ts';

type Looked = Pick<HistoryStore, 'undoableBatches' | 'findBatch' | 'tasksOf'>;

/** Enough to keep a network disk busy without filling libuv's thread pool for everybody else. */
const tasksAtOnce = 32;

async function isResultThere(task: Task): Promise<boolean> {
  const finishedAt = finishedAtOf(task);
  for (const output of outputsOf(task)) {
    if ((await whyNot(output, finishedAt)) === null) return true;
  }
  return false;
}

async function isSomethingThere(history: Looked, batchId: BatchId): Promise<boolean> {
  let after = -1;
  for (;;) {
    const page = history.tasksOf(batchId, { after, limit: tasksAtOnce }).map(({ task }) => task);
    if ((await Promise.all(page.map(isResultThere))).includes(true)) return true;
    const last = page.at(-1);
    if (!last || page.length < tasksAtOnce) return false;
    after = last.position;
  }
}

/**
 * The newest finished batch of which something is still as it was made; null when there is none. So it passes over what made
 * nothing and what people changed or took away since.
 */
export async function lastUndoable(history: Looked): Promise<Batch | null> {
  for (const batchId of history.undoableBatches()) {
    if (!(await isSomethingThere(history, batchId))) continue;
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
  readonly markUndone: (batchId: BatchId) => void;
}

export function createUndo({ history, trash, markUndone }: UndoParts): Undo {
  return {
    undo: (batchId) => undoBatch({ history, trash, batchId }, () => markUndone(batchId)),
    lastUndoable: () => (trash === null ? Promise.resolve(null) : lastUndoable(history)),
  };
}
