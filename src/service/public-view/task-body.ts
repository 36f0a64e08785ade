import { z } from 'zod';
import { SubmissionBody } from '../../shared/service/submission.ts';
import { TaskStatus } from '../../shared/task/status.ts';
import type { Task } from '../../shared/task/task.ts';
import { submissionBody } from './submission-words.ts';

/** A task as the lists show it. Times are milliseconds since 1970. */
export const TaskBody = SubmissionBody.extend({
  id: z.string(),
  batchId: z.string(),
  number: z.int().describe('Of its last change; the higher one is the newer one'),
  position: z.int(),
  status: TaskStatus,
  sizeBytes: z.int().nullable(),
  attempts: z.int(),
  queuedAt: z.int(),
  finishedAt: z.int().nullable(),
  durationMs: z.number().nullable(),
});
export type TaskBody = z.infer<typeof TaskBody>;

export function taskBody(task: Task): TaskBody {
  const { id, batchId, number, position, status, sizeBytes, attempts, queuedAt } = task;
  const [finishedAt, durationMs] =
    'finishedAt' in task ? [task.finishedAt, task.durationMs] : [null, null];
  const own = { id, batchId, number, position, status, sizeBytes, attempts, queuedAt };
  return { ...submissionBody(task), ...own, finishedAt, durationMs };
}
