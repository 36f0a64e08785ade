import { type Job, Queue } from 'bullmq';
import type { AttemptOutcome } from '../../engine/index.ts';
import { failure } from '../../shared/task/failure.ts';
import type { TaskId } from '../../shared/task/task.ts';
import { jobName, type JobOrder, JobResult, parseJobFailure, queueName } from './job.ts';
import { closeSoon, connectionTo, prefixOf, type RedisPlace } from './redis.ts';

/** BullMQ's: 1 goes first, and this one last. */
const lastPriority = 2_097_151;
const middle = 1_048_576;

/** Ours: higher goes first, around 0. Beyond a million from there all are equal. */
function bullPriority(priority: number): number {
  return Math.min(Math.max(middle - priority, 1), lastPriority);
}

const firstPauseMs = 1000;
const mostTries = 7;
/** Between two tries of a job. */
export const longestPauseMs = firstPauseMs * 2 ** (mostTries - 2);

/**
 * Tries are for what the farm does wrong (a store that is away, a full disk), about a minute of them; a picture
 * that cannot be read fails at its first. Ended jobs are kept for the raw view; the history keeps them all.
 */
export const jobOptions = {
  attempts: mostTries,
  backoff: { type: 'exponential', delay: firstPauseMs, jitter: 0.2 },
  removeOnComplete: { count: 10_000 },
  removeOnFail: { count: 10_000 },
} as const;

/** `worker` is who says so; left out when that is Redis itself. */
export type FarmEnd = AttemptOutcome & { readonly worker?: string };

/** What Redis says of one of our jobs. `gone`: it has none; `stale`: it has one of an earlier asking. */
export type JobFact =
  | { readonly kind: 'gone' | 'stale' | 'waits' | 'runs' }
  | { readonly kind: 'ended'; readonly end: FarmEnd };

export interface WaitingJob {
  readonly taskId: TaskId;
  readonly priority: number;
  readonly order: JobOrder;
}

/** The jobs of the farm in Redis, as BullMQ keeps them. Calls wait while Redis is away. */
export interface JobQueue {
  readonly queue: Queue;
  add(jobs: readonly WaitingJob[]): Promise<void>;
  /** False when a worker has it now: it can then neither be removed nor added. */
  remove(taskId: TaskId): Promise<boolean>;
  look(taskId: TaskId, queuedAt: number): Promise<JobFact>;
  /** With a Redis that is away it does not take leave. */
  close(isAway: boolean): Promise<void>;
}

/** The end that a result tells; null when it answers another asking than this one. */
export function endOfResult(raw: unknown, queuedAt: number): FarmEnd | null {
  const parsed = JobResult.safeParse(raw);
  if (!parsed.success) return brokenResult('a worker answered with something else than a result');
  const { source, outputs, notes, worker } = parsed.data;
  if (parsed.data.queuedAt !== queuedAt) return null;
  return { kind: 'succeeded', source, outputs, notes, worker };
}

function brokenResult(log: string): AttemptOutcome {
  return { kind: 'failed', failure: failure('internal'), log };
}

/** BullMQ's word for a job whose workers all died over it. */
const killedAll = 'job stalled more than allowable limit';

/** The same for a failure. A reason that is not ours is Redis' or BullMQ's own. */
export function endOfFailure(reason: string, queuedAt: number): FarmEnd | null {
  const failed = parseJobFailure(reason);
  if (reason === killedAll) {
    return { kind: 'failed', failure: failure('worker-crashed'), log: reason };
  }
  if (failed === undefined) return brokenResult(reason);
  if (failed.queuedAt !== queuedAt) return null;
  const { worker, log } = failed;
  return { kind: 'failed', failure: failed.failure, log, worker };
}

function factOf(job: Job<JobOrder>, state: string, queuedAt: number): JobFact {
  if (job.data.queuedAt !== queuedAt) return { kind: 'stale' };
  if (state === 'active') return { kind: 'runs' };
  if (state !== 'completed' && state !== 'failed') return { kind: 'waits' };
  const end =
    state === 'completed'
      ? endOfResult(job.returnvalue, queuedAt)
      : endOfFailure(job.failedReason, queuedAt);
  return end ? { kind: 'ended', end } : { kind: 'stale' };
}

export function openJobQueue(place: RedisPlace, onError: (error: Error) => void): JobQueue {
  const queue = new Queue<JobOrder>(queueName, {
    connection: connectionTo(place),
    prefix: prefixOf(place),
    streams: { events: { maxLen: 100_000 } },
  });
  queue.on('error', onError);
  return {
    queue,
    async add(jobs) {
      await queue.addBulk(
        jobs.map(({ taskId, priority, order }) => ({
          name: jobName,
          data: order,
          opts: { ...jobOptions, jobId: taskId, priority: bullPriority(priority) },
        })),
      );
    },
    async remove(taskId) {
      const removed = await queue.remove(taskId);
      return removed === 1 || (await queue.getJobState(taskId)) === 'unknown';
    },
    async look(taskId, queuedAt) {
      // The state first: a job that is read before it ends has no result yet.
      const state = await queue.getJobState(taskId);
      const job: Job<JobOrder> | undefined = await queue.getJob(taskId);
      return job && state !== 'unknown' ? factOf(job, state, queuedAt) : { kind: 'gone' };
    },
    async close(isAway) {
      if (!isAway) await closeSoon(queue.close());
      queue.disconnect().catch(() => undefined);
    },
  };
}
