import { z } from 'zod';

const Fields = z.record(z.string(), z.json());

/** Fields of a preset file that this version does not know: of the preset, and of each output by its name. */
export const PresetExtra = z
  .object({ preset: Fields, outputs: z.record(z.string(), Fields) })
  .readonly();
export type PresetExtra = z.infer<typeof PresetExtra>;
