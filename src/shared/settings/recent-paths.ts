import { z } from 'zod';

export const mostRecent = 10;

/** What was added lately, newest first: files and folders as a person named them. */
export const RecentPaths = z.lazy(() =>
  z.object({ paths: z.array(z.string()).readonly() }).readonly(),
);
export type RecentPaths = z.infer<typeof RecentPaths>;
