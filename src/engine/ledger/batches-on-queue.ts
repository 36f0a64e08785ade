import { isSettled, type TaskStatus } from '../../shared/task/status.ts';
import type { BatchId } from '../../shared/task/task.ts';
import type { StoredBatch } from '../ports.ts';

interface Entry {
  stored: StoredBatch;
  taskCount: number;
  unsettledCount: number;
  waiters: (() => void)[];
}

/** Batches with something on the queue, and who waits for them to be settled. */
export interface BatchesOnQueue {
  get(batchId: BatchId): StoredBatch | undefined;
  values(): StoredBatch[];
  hasUnsettledBeside(batchId: BatchId): boolean;
  put(stored: StoredBatch): void;
  /** A task of the batch changed from (null: it is new on the queue) to (null: it left the queue). */
  count(batchId: BatchId, from: TaskStatus | null, to: TaskStatus | null): void;
  /** Wakes those who wait for batches that are walked and settled; drops batches with no task on the queue. */
  sweep(batchIds: Iterable<BatchId>): void;
  /** Whether it is walked and all its tasks are settled; true for one that is not on the queue. */
  isOver(batchId: BatchId): boolean;
  /** Resolves at once for a batch that is not on the queue. */
  settled(batchId: BatchId): Promise<void>;
}

const unsettled = (status: TaskStatus | null) => (status !== null && !isSettled(status) ? 1 : 0);
const present = (status: TaskStatus | null) => (status === null ? 0 : 1);
const isOver = ({ stored, unsettledCount }: Entry) =>
  !stored.batch.isWalking && unsettledCount === 0;

export function createBatchesOnQueue(): BatchesOnQueue {
  const entries = new Map<BatchId, Entry>();
  return {
    get: (batchId) => entries.get(batchId)?.stored,
    values: () => Array.from(entries.values(), (entry) => entry.stored),
    hasUnsettledBeside: (batchId) =>
      [...entries.values()].some((entry) => entry.stored.batch.id !== batchId && !isOver(entry)),
    put(stored) {
      const entry = entries.get(stored.batch.id);
      if (entry) entry.stored = stored;
      else {
        entries.set(stored.batch.id, { stored, taskCount: 0, unsettledCount: 0, waiters: [] });
      }
    },
    count(batchId, from, to) {
      const entry = entries.get(batchId);
      if (!entry) return;
      entry.taskCount += present(to) - present(from);
      entry.unsettledCount += unsettled(to) - unsettled(from);
    },
    sweep(batchIds) {
      for (const batchId of new Set(batchIds)) {
        const entry = entries.get(batchId);
        if (!entry || !isOver(entry)) continue;
        for (const wake of entry.waiters.splice(0)) wake();
        if (entry.taskCount === 0) entries.delete(batchId);
      }
    },
    isOver(batchId) {
      const entry = entries.get(batchId);
      return !entry || isOver(entry);
    },
    settled(batchId) {
      const entry = entries.get(batchId);
      if (!entry || isOver(entry)) return Promise.resolve();
      return new Promise((resolve) => entry.waiters.push(resolve));
    },
  };
}
