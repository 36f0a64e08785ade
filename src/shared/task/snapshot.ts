import { z } from 'zod';
import { Batch } from './batch.ts';
import { QueueState } from './change.ts';
import { Task } from './task.ts';

/** Where a copy starts from: changes up to `number` are in it. The tasks follow in pages. */
export const QueueSnapshot = z
  .object({
    number: z.int(),
    queue: QueueState,
    batches: z.array(Batch).readonly(),
    taskCount: z.int().nonnegative(),
  })
  .readonly();
export type QueueSnapshot = z.infer<typeof QueueSnapshot>;

/** Tasks on the queue in the order they were added; `next` is null on the last page. */
export const TaskPage = z
  .object({ tasks: z.array(Task).readonly(), next: z.int().nullable() })
  .readonly();
export type TaskPage = z.infer<typeof TaskPage>;
