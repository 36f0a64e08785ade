import type { BatchId, Task } from '../../shared/task/task.ts';

/** A lease is worth having for small pictures: it is to be over in about this time. Milliseconds. */
const leaseMs = 160;
const mostTasks = 16;
/** Of all sources of a lease. */
const mostBytes = 32 * 1024 ** 2;
/** Batches whose pace is remembered. */
const batchesKept = 100;

/** Decides how many tasks one worker is given at once, by how long those of the same batch took. */
export interface LeaseSizes {
  learn(batchId: BatchId, durationMs: number): void;
  /** Whether all of them may share a lease. A task that is not known any more may not. */
  fits(first: Task | undefined, others: readonly (Task | undefined)[]): boolean;
}

export function createLeaseSizes(): LeaseSizes {
  /** Mean time of a task, the later ones counting more. */
  const paces = new Map<BatchId, number>();

  return {
    learn(batchId, durationMs) {
      const pace = paces.get(batchId) ?? durationMs;
      paces.delete(batchId);
      paces.set(batchId, pace + (durationMs - pace) / 8);
      const [oldest] = paces.keys();
      if (paces.size > batchesKept && oldest !== undefined) paces.delete(oldest);
    },
    fits(first, others) {
      const pace = first ? paces.get(first.batchId) : undefined;
      if (first === undefined || pace === undefined) return false;
      const count = 1 + others.length;
      if (count > mostTasks || count * pace > leaseMs) return false;
      const tasks = [first, ...others];
      const isOneBatch = tasks.every((task) => task?.batchId === first.batchId);
      const bytes = tasks.reduce((sum, task) => sum + (task?.sizeBytes ?? mostBytes), 0);
      return isOneBatch && bytes <= mostBytes;
    },
  };
}
