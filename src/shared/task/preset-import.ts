import { z } from 'zod';

/** What importing preset files came to. Each warning and problem is one plain line. */
export const PresetImport = z
  .object({
    names: z.array(z.string()).readonly(),
    warnings: z.array(z.string()).readonly(),
    problems: z.array(z.string()).readonly(),
  })
  .readonly();
export type PresetImport = z.infer<typeof PresetImport>;
