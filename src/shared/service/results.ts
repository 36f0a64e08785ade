import { z } from 'zod';
import { SaveKind } from '../task/saving.ts';
import { BatchId, TaskId } from '../task/task.ts';

const file = {
  as: SaveKind.default('zip'),
  name: z.string().min(1).max(500).optional().describe('Of the file, without its ending'),
};

/** Whose results are to be taken along in one file, and as what. */
export const ChooseBody = z.union([
  z.object({ batchId: BatchId, ...file }),
  z.object({ taskIds: z.array(TaskId).min(1).max(100_000), ...file }),
]);
export type ChooseBody = z.infer<typeof ChooseBody>;

export const ChosenBody = z.object({
  url: z.string().describe('Where the file is, relative to this service'),
  count: z.int().describe('How many results there are to be in it'),
});
export type ChosenBody = z.infer<typeof ChosenBody>;
