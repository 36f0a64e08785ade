import { z } from 'zod';
import { ResultNote } from '../task/failure.ts';
import { BatchId, Colours, Quality, TaskId } from '../task/task.ts';
import { Placeholder } from '../task/placeholder.ts';
import { SaveKind } from '../task/saving.ts';

/** The statuses of the service this one grew from. */
export const submissionStatuses = [
  'PENDING',
  'STARTED',
  'RETRY',
  'SUCCESS',
  'FAILURE',
  'REVOKED',
] as const;
export const SubmissionStatus = z.enum(submissionStatuses);
export type SubmissionStatus = z.infer<typeof SubmissionStatus>;

export const SubmissionOutput = z.object({
  name: z.string(),
  url: z.string().describe('Where the picture is, relative to this service'),
  width: z.int(),
  height: z.int(),
  format: z.string(),
  sizeBytes: z.int(),
  quality: Quality.optional().describe(
    'What was chosen for the picture, where a limit of bytes or its look decides',
  ),
  colours: Colours.optional().describe('What a limit of bytes left of them'),
  placeholder: Placeholder.optional().describe(
    'A ThumbHash in base64 and the mean colour, where the recipe asks for placeholders',
  ),
});
export type SubmissionOutput = z.infer<typeof SubmissionOutput>;

/** What became of one upload. */
export const SubmissionBody = z.object({
  submission_task_id: z.string(),
  submission_status: SubmissionStatus,
  submission_result: z.literal(true).nullable().describe('true once the outputs are there'),
  name: z.string().describe('What the sender called the file'),
  outputs: z.array(SubmissionOutput),
  pages: z.int().min(2).optional().describe('How many pages the file has, where several'),
  notes: z.array(ResultNote).describe('What is worth knowing of a picture that was made'),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type SubmissionBody = z.infer<typeof SubmissionBody>;

/** The answer to an upload: it is stored, nothing is decoded yet. */
export const AcceptedBody = z.object({
  submission_task_id: z.string(),
  submission_status: SubmissionStatus,
  status: SubmissionStatus,
  submission_result: z.literal(true).nullable(),
});
export type AcceptedBody = z.infer<typeof AcceptedBody>;

const sentPath = z.string().describe('What the sender calls the file, with its folders in the ZIP');

/** The answer to many uploads in one request, in their order. */
export const AcceptedBatchBody = z.object({
  batchId: BatchId,
  tasks: z.array(AcceptedBody.extend({ path: sentPath })),
  refused: z
    .array(z.object({ path: sentPath, error: z.object({ code: z.string(), message: z.string() }) }))
    .describe('What was left out, and why'),
});
export type AcceptedBatchBody = z.infer<typeof AcceptedBatchBody>;

/** Every refusal of a service. */
export const ProblemBody = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
export type ProblemBody = z.infer<typeof ProblemBody>;

/** How a service says what it is to programs that want to use it. */
export const AboutBody = z.object({
  service: z.literal('thumbline'),
  version: z.string(),
  workers: z.int().nonnegative().describe('How many pictures are made at once'),
  mayConvert: z.boolean().describe('Whether who asks may send pictures, too'),
  knows: z
    .array(z.string().max(100))
    .max(1000)
    .optional()
    .describe('What recipes may ask for that an older service would pass over without a word'),
});
export type AboutBody = z.infer<typeof AboutBody>;

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
