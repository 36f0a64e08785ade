import { failureWords } from '../../../shared/task/failure-words.ts';
import { type FailureCode, failureCodes } from '../../../shared/task/failure.ts';
import type { TaskDetail } from '../../../shared/task/history.ts';
import { statusWords } from '../../../shared/task/status-words.ts';
import type { Attempt } from '../../../shared/task/task.ts';
import { detailWords } from '../../../shared/words/areas/detail.ts';
import { dayWords, durationWords, preciseClockWords } from '../../words/times.ts';

interface Step {
  readonly at: number;
  readonly words: string;
  /** What is worth knowing besides. */
  readonly note?: string;
  readonly look: 'plain' | 'good' | 'bad';
}

const failureOf = (endedAs: string | null): FailureCode | null =>
  failureCodes.find((code) => code === endedAs) ?? null;

/** "ran 230 ms on process 4711": how long an attempt took, and who made it. */
function runWords({ startedAt, finishedAt, worker }: Attempt): string {
  const ran =
    finishedAt === null
      ? null
      : detailWords('ranDuration', {
          // An earlier version did not mind a clock that was set back.
          duration: durationWords(Math.max(0, finishedAt - startedAt)),
        });
  return [ran, worker ? detailWords('onWorker', { worker }) : null]
    .filter((words) => words !== null)
    .join(' ');
}

function stepsOf(attempt: Attempt, isOnly: boolean, waitedMs: number | null): Step[] {
  const waited =
    waitedMs === null ? '' : detailWords('waitedDuration', { duration: durationWords(waitedMs) });
  const note = [waited, runWords(attempt)].filter((words) => words !== '').join(', ');
  const started: Step = {
    at: attempt.startedAt,
    words: isOnly
      ? detailWords('started')
      : detailWords('startedAttemptAttempt', { attempt: attempt.attempt }),
    look: 'plain',
    ...(note !== '' && { note: `${note[0]?.toUpperCase()}${note.slice(1)}` }),
  };
  const code = failureOf(attempt.endedAs);
  if (attempt.finishedAt === null || code === null) return [started];
  // Only the second crash in a row fails the task, and its sentence says so.
  const words =
    code === 'worker-crashed'
      ? detailWords('decoderCrashed')
      : failureWords({ code, subject: null }).what;
  return [started, { at: attempt.finishedAt, words, look: 'bad' }];
}

/** What happened to a task, oldest first. */
export function timelineSteps({ task, attempts }: TaskDetail): Step[] {
  const steps: Step[] = [{ at: task.queuedAt, words: detailWords('added'), look: 'plain' }];
  // A task that was retried waited anew: the time counts for the first attempt since.
  const first = attempts.find(({ startedAt }) => startedAt >= task.queuedAt);
  for (const attempt of attempts) {
    const waitedMs = attempt === first ? attempt.startedAt - task.queuedAt : null;
    steps.push(...stepsOf(attempt, attempts.length === 1, waitedMs));
  }
  if (!('finishedAt' in task)) return steps;
  if (task.status === 'failed') {
    const isTold = steps.at(-1)?.look === 'bad' && attempts.at(-1)?.endedAs === task.failure.code;
    const told = isTold ? steps.slice(0, -1) : steps;
    return [...told, { at: task.finishedAt, words: failureWords(task.failure).what, look: 'bad' }];
  }
  const look = { succeeded: 'good', cancelled: 'plain', skipped: 'plain' } as const;
  return [
    ...steps,
    { at: task.finishedAt, words: statusWords(task.status), look: look[task.status] },
  ];
}

export function Timeline({ detail }: { detail: TaskDetail }) {
  const { task } = detail;
  const duration = 'durationMs' in task ? task.durationMs : null;
  return (
    <section className="detail-section">
      <h3>
        {dayWords(task.queuedAt)}
        {duration === null
          ? ''
          : detailWords('tookDuration', { duration: durationWords(duration) })}
      </h3>
      <ol className="detail-timeline">
        {timelineSteps(detail).map((step) => (
          <li key={`${step.at} ${step.words}`} data-look={step.look}>
            <div>
              {step.words}
              {step.note === undefined ? null : <p className="selectable">{step.note}</p>}
            </div>
            <time dateTime={new Date(step.at).toISOString()}>{preciseClockWords(step.at)}</time>
          </li>
        ))}
      </ol>
    </section>
  );
}
