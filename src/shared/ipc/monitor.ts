import { z } from 'zod';
import type { Failure } from '../task/failure.ts';

/** How many pictures a worker program may be told to make at once. */
export const mostJobs = 64;
export const JobCount = z.int().min(1).max(mostJobs);

/** One worker process and what it is doing. */
export interface WorkerReport {
  readonly processId: number;
  readonly sourcePath: string | null;
  /** When the present attempt started; null when idle. */
  readonly busySince: number | null;
  readonly attemptCount: number;
}

/** A program that makes pictures for a service: one of its `thumbline worker`s, or the service itself. */
export interface FarmWorker {
  readonly name: string;
  /** `draining`: it finishes what it has, takes no more, and ends. */
  readonly status: 'ready' | 'draining';
  /** How many pictures it makes at once. */
  readonly jobs: number;
  readonly active: readonly { readonly name: string; readonly since: number }[];
  /** Since it started; `failed` ones are among them. */
  readonly processed: number;
  readonly failed: number;
  /** Of its machine, over one minute. */
  readonly load: number;
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

/** How many pictures are on their way to the server that was chosen, being made there or waiting for it, and on their way back. */
export interface ServerWork {
  readonly address: string;
  readonly sending: number;
  readonly making: number;
  readonly fetching: number;
}

/** What the Monitor shows of the time since the app started. */
export interface MonitorReport {
  readonly workers: readonly WorkerReport[];
  /** Only from a service: the programs whose number of jobs can be changed one by one. */
  readonly farm?: readonly FarmWorker[];
  /** Only while a server is chosen. */
  readonly server?: ServerWork;
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
