import { z } from 'zod';
import { Batch } from './batch.ts';
import { Hold } from './hold.ts';
import { Task, TaskId } from './task.ts';

/**
 * The queue as a whole. `concurrency` is how many attempts may run at once. `hold` is why it is paused, where no person paused it.
 */
export const QueueState = z.lazy(() =>
  z
    .object({
      isPaused: z.boolean(),
      concurrency: z.int().positive(),
      hold: Hold.optional(),
    })
    .readonly(),
);
export type QueueState = z.infer<typeof QueueState>;

/**
 * One numbered change. Numbers only rise, also across restarts, so a late or doubled
 * announcement is harmless: a copy keeps what it has when its own number is higher.
 */
export const Change = z.lazy(() =>
  z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('task'), number: z.int(), task: Task }),
      z.object({ kind: z.literal('batch'), number: z.int(), batch: Batch }),
      z.object({
        kind: z.literal('removed'),
        number: z.int(),
        taskIds: z.array(TaskId).readonly(),
      }),
      z.object({ kind: z.literal('queue'), number: z.int(), queue: QueueState }),
    ])
    .readonly(),
);
export type Change = z.infer<typeof Change>;

/**
 * Where a copy starts from: changes up to `number` are in it. The tasks follow in pages, up to `lastPosition` (-1: none);
 * those beyond it came later, as changes.
 */
export const QueueSnapshot = z.lazy(() =>
  z
    .object({
      number: z.int(),
      queue: QueueState,
      batches: z.array(Batch).readonly(),
      taskCount: z.int().nonnegative(),
      lastPosition: z.int(),
    })
    .readonly(),
);
export type QueueSnapshot = z.infer<typeof QueueSnapshot>;

/** Tasks on the queue in the order they were added; `next` is null on the last page. */
export const TaskPage = z.lazy(() =>
  z.object({ tasks: z.array(Task).readonly(), next: z.int().nullable() }).readonly(),
);
export type TaskPage = z.infer<typeof TaskPage>;
