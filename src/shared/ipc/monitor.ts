import type { Failure } from '../task/failure.ts';

/** One worker process and what it is doing. */
export interface WorkerReport {
  readonly processId: number;
  readonly sourcePath: string | null;
  /** When the present attempt started; null when idle. */
  readonly busySince: number | null;
  readonly attemptCount: number;
}

/**
 * What the Monitor shows of the time since the app started. `throughput` counts tasks that came to an end other
 * than by being cancelled, in each of the last 60 ten-second steps, oldest first.
 */
export interface MonitorReport {
  readonly workers: readonly WorkerReport[];
  readonly waitingCount: number;
  readonly runningCount: number;
  readonly throughput: readonly number[];
  /** Run times of the last thousand succeeded attempts, in milliseconds; null before the first. */
  readonly runTimeMs: { readonly p50: number; readonly p95: number; readonly p99: number } | null;
  readonly failures: readonly { readonly failure: Failure; readonly count: number }[];
}
