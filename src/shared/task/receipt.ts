import { z } from 'zod';
import { Failure } from './failure.ts';
import { PresetImport } from './import-presets.ts';
import { BatchId } from './task.ts';

/**
 * The answer to a drop, given once every named file is stored and before any pixel is read.
 * `batchId` is null when nothing could be taken. Files found in folders follow as changes.
 */
export const Receipt = z.lazy(() =>
  z
    .object({
      batchId: BatchId.nullable(),
      acceptedCount: z.int().nonnegative(),
      folderCount: z.int().nonnegative(),
      /** Presets that were among the dropped files. */
      imported: PresetImport.exactOptional(),
      refused: z.array(z.object({ path: z.string(), failure: Failure })).readonly(),
    })
    .readonly(),
);
export type Receipt = z.infer<typeof Receipt>;
