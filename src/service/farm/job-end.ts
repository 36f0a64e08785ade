import type { TaskId } from '../../shared/task/task.ts';
import type { JobFailure, JobOrder, JobResult } from './job.ts';

/** A picture that a worker has taken, alone or with others of a lease. */
export interface TakenJob {
  readonly taskId: TaskId;
  readonly order: JobOrder;
  /** The same for all of a lease. */
  readonly leaseId: string;
}

/**
 * How a job ended. `isWorthATry`: the farm was at fault, not the picture. `not-started`: this machine cannot start what
 * makes pictures; another one may. `left`: this worker was closed while it made it, and others make it as if nobody had tried.
 */
export type JobEnd =
  | { readonly kind: 'not-started' }
  | { readonly kind: 'left' }
  | { readonly kind: 'done'; readonly result: JobResult }
  | { readonly kind: 'failed'; readonly failed: JobFailure; readonly isWorthATry: boolean };

export type MakeJob = (job: TakenJob, signal: AbortSignal) => Promise<JobEnd>;
