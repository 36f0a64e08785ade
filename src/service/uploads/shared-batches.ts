import type { SubmittedBatch } from '../../engine/engine.ts';
import type { BatchOrigin } from '../../shared/task/batch.ts';
import type { BatchId, Task } from '../../shared/task/task.ts';

/** What a submitter sends together has the same key. */
export interface BatchKey {
  readonly key: string;
  readonly title: string;
  readonly origin: BatchOrigin;
}

/** Which batch a submitter's key means. */
export interface SharedBatches {
  placeOf(submitter: string, batch: BatchKey): SubmittedBatch;
  joined(submitter: string, batch: BatchKey, task: Task): void;
}

/** Keys are remembered for as long as something is still likely to come: older ones begin a new batch. */
const keysKept = 1000;

export function createSharedBatches(): SharedBatches {
  const batches = new Map<string, { readonly id: BatchId; readonly count: number }>();
  const nameOf = (submitter: string, { key }: BatchKey) => `${submitter}\0${key}`;
  return {
    placeOf(submitter, batch) {
      const known = batches.get(nameOf(submitter, batch));
      const { title, origin } = batch;
      return { id: known?.id ?? null, title, origin, counter: (known?.count ?? 0) + 1 };
    },
    joined(submitter, batch, { batchId: id }) {
      const name = nameOf(submitter, batch);
      const known = batches.get(name);
      batches.delete(name);
      batches.set(name, { id, count: known?.id === id ? known.count + 1 : 1 });
      const [oldest] = batches.keys();
      if (batches.size > keysKept && oldest !== undefined) batches.delete(oldest);
    },
  };
}
