import type { MonitorReport } from '../../shared/ipc/monitor.ts';
import type { Change } from '../../shared/task/change.ts';
import type { Task } from '../../shared/task/task.ts';
import { isSettled } from '../../shared/task/status.ts';
import { createRecentTimes } from './recent-times.ts';
import { createSpans } from './spans.ts';
import { createStepSeries } from './step-series.ts';
import { failure, type Failure } from '../../shared/task/failure.ts';

/** Beyond this many different failures the subjects are left out, so that memory stays bounded. */
const failuresKept = 100;

export interface FailureCounts {
  count(happened: Failure): void;
  /** The most frequent first. */
  read(): MonitorReport['failures'];
}

export function createFailureCounts(): FailureCounts {
  const counts = new Map<string, { readonly failure: Failure; count: number }>();
  return {
    count(happened) {
      const exact = `${happened.code} ${happened.subject ?? ''}`;
      const isKept = counts.has(exact) || counts.size < failuresKept;
      const kept = isKept ? happened : failure(happened.code);
      const key = isKept ? exact : `${happened.code} `;
      const counted = counts.get(key) ?? { failure: kept, count: 0 };
      counted.count += 1;
      counts.set(key, counted);
    },
    read: () =>
      Array.from(counts.values(), (counted) => ({ ...counted })).sort((a, b) => b.count - a.count),
  };
}

const timesKept = 1000;

export type Measurements = Pick<MonitorReport, 'steps' | 'runTimeMs' | 'waitTimeMs' | 'failures'>;

/** What the Monitor shows of the time since the engine started, from the changes it is fed. */
export interface Monitor {
  follow(changes: readonly Change[]): void;
  measurements(): Measurements;
}

export interface MonitorSenses {
  /** How many tasks wait now. */
  readonly waitingCount: () => number;
  /** Something that runs only forward, in milliseconds. */
  readonly now?: () => number;
}

/** Memory stays the same however many tasks there are. */
export function createMonitor({
  waitingCount,
  now = () => performance.now(),
}: MonitorSenses): Monitor {
  const series = createStepSeries(now, waitingCount);
  const failures = createFailureCounts();
  const runTimes = createRecentTimes(timesKept);
  const waitTimes = createRecentTimes(timesKept);

  const spanBetween = createSpans();

  const followStart = ({ startedAt, queuedAt }: Task & { readonly status: 'running' }) => {
    const waitedMs = spanBetween(queuedAt, startedAt);
    waitTimes.add(waitedMs);
    series.addWaitTime(waitedMs);
  };

  const followTask = (task: Task) => {
    if (task.status === 'running' && task.attempts === 1) followStart(task);
    if (!isSettled(task.status) || task.status === 'cancelled') return;
    series.countFinished();
    if (task.status === 'failed') failures.count(task.failure);
    if (task.status === 'succeeded' && task.durationMs !== null) {
      runTimes.add(task.durationMs);
      series.addRunTime(task.durationMs);
    }
  };

  return {
    follow(changes) {
      for (const change of changes) if (change.kind === 'task') followTask(change.task);
      series.noteWaiting();
    },
    measurements: () => ({
      steps: series.read(),
      runTimeMs: runTimes.read(),
      waitTimeMs: waitTimes.read(),
      failures: failures.read(),
    }),
  };
}
