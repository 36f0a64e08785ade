import type { Batch } from '../../shared/task/batch.ts';
import { outputsOf } from '../../shared/task/outputs-of.ts';
import type { BatchId, Task } from '../../shared/task/task.ts';
import type { HistoryStore } from '../ports.ts';
import { finishedAtOf, whyNot } from './undo-batch.ts';

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
