import { z } from 'zod';
import { TaskId } from './task.ts';

/** Tasks whose results can be handed out at once. */
export const mostTasksOut = 10_000;

/** What other programs get: every file of the tasks, or only this one of each, counted from 0. */
export const ResultsOf = z
  .object({
    taskIds: z.array(TaskId).min(1).max(mostTasksOut).readonly(),
    output: z.int().min(0).max(31).nullable(),
  })
  .readonly();
export type ResultsOf = z.infer<typeof ResultsOf>;

/** How many files were handed out, and how many could not be, because they are not there any more. */
export interface HandedOut {
  readonly count: number;
  readonly goneCount: number;
}

/**
 * As what results are copied: `pictures` to paste into a document, the others as text. `html` and `markdown` name the files without
 * their folders; a data address holds the whole file. `thumb-hashes` and `colours` have a line for each file.
 */
export const copyForms = [
  'pictures',
  'paths',
  'markdown',
  'html',
  'data-addresses',
  'thumb-hashes',
  'colours',
] as const;
export const CopyForm = z.enum(copyForms);
export type CopyForm = z.infer<typeof CopyForm>;

/** A drag that can begin: `number` names it. */
export interface PreparedDrag extends HandedOut {
  readonly number: number;
}
