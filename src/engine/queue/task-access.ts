import type { Batch } from '../../shared/task/batch.ts';
import type { Change, QueueSnapshot, TaskPage } from '../../shared/task/change.ts';
import type { TaskDetail } from '../../shared/task/history.ts';
import type { BatchId, Task, TaskId } from '../../shared/task/task.ts';
import { batchPages } from '../collections/batch-pages.ts';
import type { FindMark } from '../marks/marks.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { HistoryStore, Unsubscribe } from '../ports.ts';

/** Tasks and batches, from the queue or, once they left it, from the history. */
export interface TaskAccess {
  snapshot(): QueueSnapshot;
  /** Tasks on the queue whose position is above `after`, at most `limit`. */
  listTasks(after: number, limit: number): TaskPage;
  /** Null if it was never there or is forgotten. */
  find(taskId: TaskId): Task | null;
  findBatch(batchId: BatchId): Batch | null;
  /** The picture of a watermark that the recipe of a batch names. */
  findMark: FindMark;
  detail(taskId: TaskId): TaskDetail | null;
  /** Every task of a batch, from the history, read a page at a time as they are asked for. */
  tasksOf(batchId: BatchId): Generator<Task>;
  /** Resolves when the batch is walked and every task of it is settled. */
  settled(batchId: BatchId): Promise<void>;
  /** Resolves once all that was stored so far survives a power cut; rejects if the disk fails. */
  flushed(): Promise<void>;
  subscribe(listener: (changes: readonly Change[]) => void): Unsubscribe;
}

export function createTaskAccess(ledger: Ledger, history: HistoryStore): TaskAccess {
  const find = (taskId: TaskId) => (ledger.get(taskId) ?? history.find(taskId))?.task ?? null;
  const findBatch = (batchId: BatchId) =>
    (ledger.findBatch(batchId) ?? history.findBatch(batchId))?.batch ?? null;
  return {
    snapshot: () => ledger.snapshot(),
    listTasks: (after, limit) => ledger.listAfter(after, limit),
    find,
    findBatch,
    findMark: (hash) => history.findMark(hash),
    detail(taskId) {
      const task = find(taskId);
      const batch = task && findBatch(task.batchId);
      return batch ? { task, batch, attempts: history.attemptsOf(taskId) } : null;
    },
    *tasksOf(batchId) {
      for (const page of batchPages(history, batchId)) for (const { task } of page) yield task;
    },
    settled: (batchId) => ledger.settled(batchId),
    flushed: () => ledger.flushed(),
    subscribe: (listener) => ledger.subscribe(listener),
  };
}
