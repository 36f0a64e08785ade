import { z } from 'zod';

/** Every refusal of a service. */
export const ProblemBody = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
export type ProblemBody = z.infer<typeof ProblemBody>;
