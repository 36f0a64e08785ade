import { z } from 'zod';

export const mostRecent = 10;

/**
 * What was added lately, newest first: files and folders as a person named them. `folders` are those among them that nobody named: many files
 * in them were.
 */
export const RecentPaths = z.lazy(() =>
  z
    .object({
      paths: z.array(z.string()).readonly(),
      folders: z.array(z.string()).readonly().default([]),
    })
    .readonly(),
);
export type RecentPaths = z.infer<typeof RecentPaths>;
