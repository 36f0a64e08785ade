import { z } from 'zod';
import type { FailureCode } from '../../shared/task/failure.ts';
import type { Task, TaskId } from '../../shared/task/task.ts';

/** What the service that this one replaces answered, and nothing more: its clients compare it whole. */
export const LegacyBody = z
  .object({
    submission_task_id: z.string(),
    submission_status: z.enum(['PENDING', 'SUCCESS', 'FAILURE', 'REVOKED']),
    submission_result: z.union([z.literal(true), z.string()]).nullable(),
  })
  .readonly();
export type LegacyBody = z.infer<typeof LegacyBody>;

const unreadable = 'Error, Image type unidentified in file';

/** The picture is at fault. To the old service that was a result, not a failure. */
const unreadableCodes: ReadonlySet<FailureCode> = new Set([
  'not-a-file',
  'format-unsupported',
  'decoder-missing',
  'image-corrupt',
  'image-truncated',
  'image-too-large',
  'password-needed',
  'page-missing',
]);

type Ending = Omit<LegacyBody, 'submission_task_id'>;

const pending: Ending = { submission_status: 'PENDING', submission_result: null };
const succeededWith = (submission_result: true | string): Ending => ({
  submission_status: 'SUCCESS',
  submission_result,
});

function endingOf(task: Task | null): Ending {
  switch (task?.status) {
    // The old service said neither STARTED nor RETRY: its clients wait for as long as they hear PENDING.
    case undefined:
    case 'queued':
    case 'running':
      return pending;
    case 'succeeded':
    case 'skipped':
      return succeededWith(true);
    case 'failed':
      return unreadableCodes.has(task.failure.code)
        ? succeededWith(unreadable)
        : { submission_status: 'FAILURE', submission_result: null };
    case 'cancelled':
      return { submission_status: 'REVOKED', submission_result: null };
  }
}

/** `task` is null for an id that nobody knows. */
export function legacyBody(taskId: TaskId, task: Task | null): LegacyBody {
  return { submission_task_id: taskId, ...endingOf(task) };
}
