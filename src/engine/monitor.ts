import type { MonitorReport } from '../shared/ipc/monitor.ts';
import { failure, type Failure } from '../shared/task/failure.ts';
import type { Change } from '../shared/task/change.ts';
import type { Task } from '../shared/task/task.ts';
import { isSettled } from '../shared/task/status.ts';

const stepMs = 10_000;
const stepCount = 60;
const runTimesKept = 1000;
/** Beyond this many different failures the subjects are left out, so that memory stays bounded. */
const failuresKept = 100;

export type Measurements = Pick<MonitorReport, 'throughput' | 'runTimeMs' | 'failures'>;

/** What the Monitor shows of the time since the engine started, from the changes it is fed. */
export interface Monitor {
  follow(changes: readonly Change[]): void;
  measurements(): Measurements;
}

/** How many tasks came to an end in each of the last steps. */
function createThroughput(now: () => number) {
  const counts: number[] = Array.from({ length: stepCount }, () => 0);
  let lastStep = Math.floor(now() / stepMs);
  const moveOn = () => {
    const step = Math.floor(now() / stepMs);
    const passed = Math.min(Math.max(step - lastStep, 0), stepCount);
    counts.splice(0, passed);
    counts.push(...Array.from({ length: passed }, () => 0));
    lastStep = Math.max(step, lastStep);
  };
  return {
    count() {
      moveOn();
      counts[stepCount - 1] = (counts[stepCount - 1] ?? 0) + 1;
    },
    read() {
      moveOn();
      return counts.slice();
    },
  };
}

function percentilesOf(durations: readonly number[]): MonitorReport['runTimeMs'] {
  const sorted = durations.toSorted((a, b) => a - b);
  const at = (fraction: number) => sorted[Math.ceil(fraction * sorted.length) - 1] ?? 0;
  return sorted.length === 0 ? null : { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

function createFailureCounts() {
  const counts = new Map<string, { readonly failure: Failure; count: number }>();
  return {
    count(happened: Failure) {
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

export function createMonitor(now: () => number = Date.now): Monitor {
  const throughput = createThroughput(now);
  const failures = createFailureCounts();
  const runTimes: number[] = [];
  let runCount = 0;

  const followTask = (task: Task) => {
    if (!isSettled(task.status) || task.status === 'cancelled') return;
    throughput.count();
    if (task.status === 'failed') failures.count(task.failure);
    if (task.status === 'succeeded' && task.durationMs !== null) {
      runTimes[runCount % runTimesKept] = task.durationMs;
      runCount += 1;
    }
  };

  return {
    follow(changes) {
      for (const change of changes) if (change.kind === 'task') followTask(change.task);
    },
    measurements: () => ({
      throughput: throughput.read(),
      runTimeMs: percentilesOf(runTimes),
      failures: failures.read(),
    }),
  };
}
