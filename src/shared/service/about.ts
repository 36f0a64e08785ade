import { z } from 'zod';

/** How a service says what it is to programs that want to use it. */
export const AboutBody = z.object({
  service: z.literal('thumbline'),
  version: z.string(),
  workers: z.int().nonnegative().describe('How many pictures are made at once'),
  mayConvert: z.boolean().describe('Whether who asks may send pictures, too'),
});
export type AboutBody = z.infer<typeof AboutBody>;
