import { batchPages, type HistoryStore } from '../../engine/index.ts';
import { seemsThere } from '../../engine/files/index.ts';
import { isSettled } from '../../shared/task/status.ts';
import type { BatchId, Task, TaskId } from '../../shared/task/task.ts';

/** A batch that was interrupted, as it was found. */
export interface Earlier {
  readonly batchId: BatchId;
  /** The highest number of a change before. */
  readonly lastNumber: number;
  readonly settledCount: number;
}

export interface Prepared {
  readonly history: HistoryStore;
  /** Null when there is nothing to go on with. */
  readonly earlier: Earlier | null;
}

const isLost = (task: Task) =>
  task.status === 'succeeded' && task.outputs.some(({ path }) => !seemsThere(path));

/**
 * Prepares the history of a run that died for the same work: what was made and is gone by now is to be made again. Its folders
 * are walked again with everything that is named, so the interrupted walk ends here.
 */
export function prepareToGoOn(history: HistoryStore): Prepared {
  // One that has no task yet is found by its walk only.
  const [unfinished] = history.unfinishedBatches();
  const found =
    unfinished?.batch ?? history.search({ text: '', before: null, limit: 1 }).batches[0];
  if (!found) return { history, earlier: null };
  history.saveBatch({ ...found, isWalking: false });
  const lost: TaskId[] = [];
  let settledCount = 0;
  for (const page of batchPages(history, found.id)) {
    for (const { task } of page) {
      if (isLost(task)) lost.push(task.id);
      else if (isSettled(task.status)) settledCount += 1;
    }
  }
  if (lost.length > 0) history.forget(lost);
  const batch = history.findBatch(found.id);
  if (!batch) return { history, earlier: null };
  return { history, earlier: { batchId: found.id, lastNumber: history.lastNumber, settledCount } };
}
