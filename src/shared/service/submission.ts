import { z } from 'zod';
import { ResultNote } from '../task/failure.ts';
import { Colours, Quality } from '../task/task.ts';

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
  quality: Quality.optional().describe('What a limit of bytes left of it'),
  colours: Colours.optional().describe('What a limit of bytes left of them'),
});
export type SubmissionOutput = z.infer<typeof SubmissionOutput>;

/** What became of one upload. */
export const SubmissionBody = z.object({
  submission_task_id: z.string(),
  submission_status: SubmissionStatus,
  submission_result: z.literal(true).nullable().describe('true once the outputs are there'),
  name: z.string().describe('What the sender called the file'),
  outputs: z.array(SubmissionOutput),
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

/** Every refusal of a service. */
export const ProblemBody = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
export type ProblemBody = z.infer<typeof ProblemBody>;

/** How a service says what it is to programs that want to use it. */
export const AboutBody = z.object({
  service: z.literal('thumbline'),
  version: z.string(),
  workers: z.int().nonnegative().describe('How many pictures are made at once'),
  mayConvert: z.boolean().describe('Whether who asks may send pictures, too'),
});
export type AboutBody = z.infer<typeof AboutBody>;
