import type {
  AcceptedBody,
  SubmissionBody,
  SubmissionOutput,
  SubmissionStatus,
} from '../../shared/service/submission.ts';
import { failureLine } from '../../shared/task/failure-words.ts';
import type { Task, TaskId } from '../../shared/task/task.ts';
import { taskName } from '../../shared/task/outputs-of.ts';
import { publicFailure } from './public-task.ts';

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

function outputsOf(task: Task): SubmissionOutput[] {
  if (task.status !== 'succeeded') return [];
  return task.outputs.map(({ path: _ours, name, ...facts }) => {
    const url = `/convert/${task.id}/output/${encodeURIComponent(name)}`;
    return { name, url, ...facts };
  });
}

export function submissionBody(task: Task): SubmissionBody {
  const status = submissionStatus(task);
  const failed = task.status === 'failed' ? publicFailure(task.failure) : null;
  return {
    submission_task_id: task.id,
    submission_status: status,
    submission_result: status === 'SUCCESS' ? true : null,
    name: taskName(task),
    outputs: outputsOf(task),
    notes: task.status === 'succeeded' ? [...task.notes] : [],
    ...(task.status === 'succeeded' && task.source.pages && { pages: task.source.pages }),
    error: failed && { code: failed.code, message: failureLine(failed) },
  };
}

export function acceptedBody(taskId: TaskId, task: Task | null): AcceptedBody {
  const status = task === null ? 'PENDING' : submissionStatus(task);
  return {
    submission_task_id: taskId,
    submission_status: status,
    status,
    submission_result: status === 'SUCCESS' ? true : null,
  };
}
