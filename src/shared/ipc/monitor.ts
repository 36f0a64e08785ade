import type { Failure } from '../task/failure.ts';

/** One worker process and what it is doing. */
export interface WorkerReport {
  readonly processId: number;
  readonly sourcePath: string | null;
  /** When the present attempt started; null when idle. */
  readonly busySince: number | null;
  readonly attemptCount: number;
}

/** By nearest rank: each is a time that really was. Milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** `count` is how many times they are of. */
export interface MeasuredTimes extends Percentiles {
  readonly count: number;
}

/** How long one step of the charts is, and how many there are. */
export const monitorStepMs = 10_000;
export const monitorStepCount = 60;

/** What happened within one step. Times are null when nothing started or succeeded in it. */
export interface MonitorStep {
  /** Tasks that came to an end other than by being cancelled. */
  readonly finishedCount: number;
  /** The most tasks that waited at once. */
  readonly waitingCount: number;
  readonly runTimeMs: MeasuredTimes | null;
  readonly waitTimeMs: MeasuredTimes | null;
}

/** What the Monitor shows of the time since the app started. */
export interface MonitorReport {
  readonly workers: readonly WorkerReport[];
  readonly waitingCount: number;
  readonly runningCount: number;
  /** The last ten minutes, oldest first; the last step is still going on. */
  readonly steps: readonly MonitorStep[];
  /** Run times of the last thousand tasks that succeeded; null before the first. */
  readonly runTimeMs: MeasuredTimes | null;
  /** From being added to the first start, of the last thousand tasks that started. */
  readonly waitTimeMs: MeasuredTimes | null;
  readonly failures: readonly { readonly failure: Failure; readonly count: number }[];
}
