import { type FailureCode, FailureCode as Code } from '../../../shared/task/failure.ts';
import { failureWords } from '../../../shared/task/failure-words.ts';
import type { TaskDetail } from '../../../shared/task/history.ts';
import type { Attempt } from '../../../shared/task/task.ts';
import { statusWords } from '../../words/task-words.ts';

export interface Step {
  readonly at: number;
  readonly words: string;
  readonly look: 'plain' | 'good' | 'bad';
}

const failureOf = (endedAs: string | null): FailureCode | null => {
  const parsed = Code.safeParse(endedAs);
  return parsed.success ? parsed.data : null;
};

function stepsOf(attempt: Attempt, isOnly: boolean): Step[] {
  const started: Step = {
    at: attempt.startedAt,
    words: isOnly ? 'Started' : `Started, attempt ${attempt.attempt}`,
    look: 'plain',
  };
  const code = failureOf(attempt.endedAs);
  if (attempt.finishedAt === null || code === null) return [started];
  // Only the second crash in a row fails the task, and its sentence says so.
  const words =
    code === 'worker-crashed' ? 'The decoder crashed.' : failureWords({ code, subject: null }).what;
  return [started, { at: attempt.finishedAt, words, look: 'bad' }];
}

/** What happened to a task, oldest first. */
export function timelineSteps({ task, attempts }: TaskDetail): Step[] {
  const steps: Step[] = [{ at: task.queuedAt, words: 'Added', look: 'plain' }];
  for (const attempt of attempts) steps.push(...stepsOf(attempt, attempts.length === 1));
  if (!('finishedAt' in task)) return steps;
  if (task.status === 'failed') {
    const isTold = steps.at(-1)?.look === 'bad' && attempts.at(-1)?.endedAs === task.failure.code;
    const told = isTold ? steps.slice(0, -1) : steps;
    return [...told, { at: task.finishedAt, words: failureWords(task.failure).what, look: 'bad' }];
  }
  const look = { succeeded: 'good', cancelled: 'plain', skipped: 'plain' } as const;
  return [
    ...steps,
    { at: task.finishedAt, words: statusWords[task.status], look: look[task.status] },
  ];
}
