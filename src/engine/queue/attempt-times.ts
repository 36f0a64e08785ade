import type { Attempt, Task } from '../../shared/task/task.ts';

export interface AttemptTimes {
  /** The next attempt of the task, as it begins. */
  readonly attempt: Attempt;
  /**
   * When it ended. `attemptMs` is as far after the beginning as it took, even if the system's clock was set meanwhile; `taskMs` is what the
   * clock says, but never earlier than that: what the attempt wrote must not look as if it had changed since.
   */
  readonly end: () => { readonly attemptMs: number; readonly taskMs: number };
}

/** Times of an attempt that begins now, in milliseconds since 1970. */
export function beginAttempt({ attempts }: Task): AttemptTimes {
  const [startedAt, since] = [Date.now(), performance.now()];
  return {
    attempt: { attempt: attempts + 1, startedAt, finishedAt: null, endedAs: null, log: null },
    end() {
      const attemptMs = startedAt + Math.round(performance.now() - since);
      return { attemptMs, taskMs: Math.max(attemptMs, Date.now()) };
    },
  };
}
