import { z } from 'zod';
import { Batch } from './batch.ts';
import { Task, TaskId } from './task.ts';

/** The queue as a whole. `concurrency` is how many attempts may run at once. */
export const QueueState = z
  .object({
    isPaused: z.boolean(),
    concurrency: z.int().positive(),
  })
  .readonly();
export type QueueState = z.infer<typeof QueueState>;

/**
 * One numbered change. Numbers only rise, also across restarts, so a late or doubled
 * announcement is harmless: a copy keeps what it has when its own number is higher.
 */
export const Change = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('task'), number: z.int(), task: Task }),
    z.object({ kind: z.literal('batch'), number: z.int(), batch: Batch }),
    z.object({ kind: z.literal('removed'), number: z.int(), taskIds: z.array(TaskId).readonly() }),
    z.object({ kind: z.literal('queue'), number: z.int(), queue: QueueState }),
  ])
  .readonly();
export type Change = z.infer<typeof Change>;
