import { createHash } from 'node:crypto';
import type { SubmittedBatch } from '../../engine/index.ts';
import type { BatchOrigin } from '../../shared/task/batch.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import type { BatchId, Task } from '../../shared/task/task.ts';

/** What a submitter sends together has the same key. */
export interface BatchKey {
  readonly key: string;
  readonly title: string;
  readonly origin: BatchOrigin;
}

/** Who sends what together, to be made how: a batch has one recipe. */
export interface Sending {
  readonly submitter: string;
  readonly batch: BatchKey;
  readonly recipe: Recipe;
}

/** Which batch a submitter's key means. */
export interface SharedBatches {
  placeOf(sending: Sending): SubmittedBatch;
  joined(sending: Sending, tasks: readonly Task[]): void;
}

/** Keys are remembered for as long as something is still likely to come: older ones begin a new batch. */
const keysKept = 10_000;

function nameOf({ submitter, batch, recipe }: Sending): string {
  const parts = JSON.stringify([submitter, batch.key, recipe]);
  return createHash('sha256').update(parts).digest('base64');
}

export function createSharedBatches(): SharedBatches {
  const batches = new Map<string, { readonly id: BatchId; readonly count: number }>();
  return {
    placeOf(sending) {
      const known = batches.get(nameOf(sending));
      const { title, origin } = sending.batch;
      return { id: known?.id ?? null, title, origin, counter: (known?.count ?? 0) + 1 };
    },
    joined(sending, tasks) {
      const [first] = tasks;
      if (!first) return;
      const { batchId: id } = first;
      const name = nameOf(sending);
      const known = batches.get(name);
      batches.delete(name);
      batches.set(name, { id, count: (known?.id === id ? known.count : 0) + tasks.length });
      const [oldest] = batches.keys();
      if (batches.size > keysKept && oldest !== undefined) batches.delete(oldest);
    },
  };
}
