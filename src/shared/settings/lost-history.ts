import { z } from 'zod';

const LostHistory = z
  .object({
    /** Where it is kept; null where it is gone. */
    path: z.string().nullable(),
    reason: z.enum(['damaged', 'newer', 'missing']),
  })
  .readonly();
export type LostHistory = z.infer<typeof LostHistory>;

/** A history that could not be used, until a person has said what is to become of what waited in it. */
export const KeptLostHistory = z.lazy(() => z.object({ lost: LostHistory.nullable() }).readonly());
export type KeptLostHistory = z.infer<typeof KeptLostHistory>;
