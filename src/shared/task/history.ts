import { z } from 'zod';
import { Attempt, Task, TaskId } from './task.ts';
import { Batch } from './batch.ts';

/** A search in the words people type: `status:failed name:IMG_20* after:yesterday -lisbon`. */
export const HistoryQuery = z
  .object({
    text: z.string().max(500).default(''),
    /** Tasks older (smaller position) than this one; null starts with the newest. */
    before: z.int().positive().nullable().default(null),
    limit: z.int().min(1).max(500).default(100),
    /** False leaves `total` out: counting takes longer than a page. */
    counts: z.boolean().exactOptional(),
  })
  .readonly();
export type HistoryQuery = z.infer<typeof HistoryQuery>;

/**
 * `next` is where to go on (`before`), null at the end; a page may have fewer tasks than were asked for before that, since a damaged row is left out.
 * `total` counts every match, not just this page; null where nobody asked for that and the page does not show it. `unknownWords` are the parts nobody understood: then nothing is found,
 * and `hint` says in one line for people what is understood.
 */
export const HistoryPage = z.lazy(() =>
  z
    .object({
      tasks: z.array(Task).readonly(),
      batches: z.array(Batch).readonly(),
      next: z.int().positive().nullable(),
      total: z.int().nonnegative().nullable(),
      unknownWords: z.array(z.string()).readonly(),
      hint: z.string().nullable(),
    })
    .readonly(),
);
export type HistoryPage = z.infer<typeof HistoryPage>;

/** How far forgetting is: so many tasks are forgotten, and this part of the work is done. */
export interface ClearingNews {
  readonly count: number;
  /** From 0 to 1. */
  readonly fraction: number;
}

export const TaskDetail = z.lazy(() =>
  z.object({ task: Task, batch: Batch, attempts: z.array(Attempt).readonly() }).readonly(),
);
export type TaskDetail = z.infer<typeof TaskDetail>;

export const foundActions = ['retry', 'cancel', 'remove'] as const;
export type FoundAction = (typeof foundActions)[number];

/** What to do to all that a search finds, as far as it fits them. */
export const FoundOrder = z
  .object({ text: z.string().max(500), action: z.enum(foundActions) })
  .readonly();
export type FoundOrder = z.infer<typeof FoundOrder>;

/** Which tasks an action is for: these, or everything on the queue that the action fits. */
export const TaskSelection = z.union([
  z.literal('all'),
  z.array(TaskId).min(1).max(100_000).readonly(),
]);
export type TaskSelection = z.infer<typeof TaskSelection>;
