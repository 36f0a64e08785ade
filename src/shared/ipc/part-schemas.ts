import { z } from 'zod';
import { partLength, type SentInParts } from './list-parts.ts';

/** Which list of a page it is, and some of its entries. Long lists hold ids or paths. */
export const ListPart = z.tuple([
  z.int().nonnegative(),
  z.array(z.string().max(8192)).min(1).max(partLength),
]);

export const ListPlace: z.ZodType<SentInParts> = z.object({
  list: z.int().nonnegative(),
  way: z.array(z.string().max(100)).max(2).readonly(),
});
