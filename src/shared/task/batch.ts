import { z } from 'zod';
import { displayName } from '../paths/display-path.ts';
import { batchesWords } from '../words/areas/batches.ts';
import { Recipe } from './recipe.ts';
import { BatchId } from './task.ts';

/** How a batch came in. */
export const batchOrigins = [
  'drop',
  'choose',
  'open',
  'paste',
  'terminal',
  'run-again',
  'upload',
  'watch',
] as const;
export const BatchOrigin = z.enum(batchOrigins);
export type BatchOrigin = z.infer<typeof BatchOrigin>;

/** What a folder walk leaves out quietly. `results` are thumbnails that an earlier run wrote. */
export const leftOutReasons = [
  'hidden',
  'system',
  'not-an-image',
  'results',
  'unreadable',
] as const;
export const LeftOutReason = z.enum(leftOutReasons);
export type LeftOutReason = z.infer<typeof LeftOutReason>;
export const LeftOut = z.record(LeftOutReason, z.int().nonnegative()).readonly();
export type LeftOut = z.infer<typeof LeftOut>;

export const nothingLeftOut: LeftOut = {
  hidden: 0,
  system: 0,
  'not-an-image': 0,
  results: 0,
  unreadable: 0,
};

export function leftOutCount(leftOut: LeftOut): number {
  return Object.values(leftOut).reduce((sum, count) => sum + count, 0);
}

/** What one drop, import or open added. `isWalking` while its folders are still being read; `undoneAt` once it was undone. Of a private one nothing is remembered once it is over. What waits of one that
 * a person paused has no turn until they resume it. */
export const Batch = z.lazy(() =>
  z
    .object({
      id: BatchId,
      number: z.int().nonnegative(),
      title: z.string(),
      origin: BatchOrigin,
      createdAt: z.int().nonnegative(),
      isWalking: z.boolean(),
      undoneAt: z.int().nonnegative().nullable().default(null),
      leftOut: LeftOut,
      recipe: Recipe,
      isPrivate: z.literal(true).exactOptional(),
      isPaused: z.literal(true).exactOptional(),
    })
    .readonly(),
);
export type Batch = z.infer<typeof Batch>;

/** Paths or names of what a batch was made of. */
interface Sources {
  readonly files: readonly string[];
  readonly folders?: readonly string[];
}

/** What a batch is called: after the one thing dropped, or the folder among others, or the number of files. */
export function batchTitle({ files, folders = [] }: Sources): string {
  const count = files.length + folders.length;
  const [folder] = folders;
  if (folder === undefined && count > 1) return batchesWords('files', { count });
  const name = displayName(folder ?? files[0] ?? '');
  return count > 1 ? batchesWords('more', { name, count: count - 1 }) : name;
}
