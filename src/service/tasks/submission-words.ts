import { z } from 'zod';
import { failureLine } from '../../shared/task/failure-words.ts';
import type { Task, TaskId } from '../../shared/task/task.ts';
import { taskName } from '../../shared/task/task-name.ts';

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

const OutputBody = z.object({
  name: z.string(),
  url: z.string().describe('Where the picture is, relative to this service'),
  width: z.int(),
  height: z.int(),
  format: z.string(),
  sizeBytes: z.int(),
});

/** What became of one upload. */
export const SubmissionBody = z.object({
  submission_task_id: z.string(),
  submission_status: SubmissionStatus,
  submission_result: z.literal(true).nullable().describe('true once the outputs are there'),
  name: z.string().describe('What the sender called the file'),
  outputs: z.array(OutputBody),
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

export function submissionStatus(task: Task): SubmissionStatus {
  switch (task.status) {
    case 'queued':
      return task.attempts === 0 ? 'PENDING' : 'RETRY';
    case 'running':
      return 'STARTED';
    case 'succeeded':
    case 'skipped':
      return 'SUCCESS';
    case 'failed':
      return 'FAILURE';
    case 'cancelled':
      return 'REVOKED';
  }
}

function outputsOf(task: Task): SubmissionBody['outputs'] {
  if (task.status !== 'succeeded') return [];
  return task.outputs.map(({ name, width, height, format, sizeBytes }) => {
    const url = `/convert/${task.id}/output/${encodeURIComponent(name)}`;
    return { name, url, width, height, format, sizeBytes };
  });
}

export function submissionBody(task: Task): SubmissionBody {
  const status = submissionStatus(task);
  const failed = task.status === 'failed' ? task.failure : null;
  return {
    submission_task_id: task.id,
    submission_status: status,
    submission_result: status === 'SUCCESS' ? true : null,
    name: taskName(task),
    outputs: outputsOf(task),
    error: failed && { code: failed.code, message: failureLine(failed) },
  };
}

export function acceptedBody(taskId: TaskId, task: Task | null): z.infer<typeof AcceptedBody> {
  const status = task === null ? 'PENDING' : submissionStatus(task);
  return {
    submission_task_id: taskId,
    submission_status: status,
    status,
    submission_result: status === 'SUCCESS' ? true : null,
  };
}
