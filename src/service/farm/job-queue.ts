import { type Job, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { AttemptOutcome } from '../../engine/index.ts';
import { failure } from '../../shared/task/failure.ts';
import type { TaskId } from '../../shared/task/task.ts';
import { leasesKey } from './channels.ts';
import {
  JobFailure,
  jobName,
  type JobOrder,
  JobResult,
  LeaseEnds,
  LeaseOrder,
  parseJobFailure,
  queueName,
  type WaitingJob,
} from './job.ts';
import { createOpenLeases, freshLeaseId, isLease, packed } from './open-leases.ts';
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

/** So many stay in Redis. The end of a lease has 9 kB. */
const mostEvents = 50_000;

/** `worker` is who says so; left out when that is Redis itself. */
export type FarmEnd = AttemptOutcome & { readonly worker?: string };

/** What Redis says of one of our jobs. `gone`: it has none; `stale`: it has one of an earlier asking. */
export type JobFact =
  | { readonly kind: 'gone' | 'stale' | 'waits' | 'runs' }
  | { readonly kind: 'ended'; readonly end: FarmEnd };

/** A task, and which asking for it. */
export interface Asking {
  readonly taskId: TaskId;
  readonly queuedAt: number;
}

/** The jobs of the farm in Redis, as BullMQ keeps them. Calls wait while Redis is away. */
export interface JobQueue {
  readonly queue: Queue;
  /** So many jobs fewer than tasks of ours are there, because small ones share one. */
  readonly sparedJobs: number;
  /** Each as a job of its own. */
  add(jobs: readonly WaitingJob[]): Promise<void>;
  /** At most so many small ones of one batch share a job. */
  addTogether(jobs: readonly WaitingJob[], most: number): Promise<void>;
  /** Those that the job stands for: the task of its name, or what is left of a lease. */
  tasksOf(jobId: string): readonly TaskId[];
  /** Their lease has nothing to do with them any more. */
  letGo(taskIds: readonly TaskId[]): Promise<void>;
  /** False when a worker has it now: it can then neither be removed nor added. */
  remove(taskId: TaskId): Promise<boolean>;
  /** In the order of the askings. A lease is read once for all of them. */
  look(askings: readonly Asking[]): Promise<JobFact[]>;
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
  return asEnd(failed);
}

/** The same of one task of a lease. Null also when nothing came of it there. */
export function endInLease(
  ends: LeaseEnds | undefined,
  { taskId, queuedAt }: Asking,
): FarmEnd | null {
  const [result, failed] = [ends?.done[taskId], ends?.failed[taskId]];
  if (result !== undefined) return endOfResult(result, queuedAt);
  if (failed === undefined) return null;
  const told = JobFailure.safeParse(failed).data;
  if (!told) return brokenResult('a worker answered with something else than a failure');
  return told.queuedAt === queuedAt ? asEnd(told) : null;
}

const asEnd = ({ failure: why, log, worker }: JobFailure): FarmEnd => ({
  kind: 'failed',
  failure: why,
  log,
  worker,
});

interface FoundLease {
  readonly state: string;
  readonly tasks: LeaseOrder['tasks'];
  readonly ends: LeaseEnds | undefined;
}

/** Null when the lease is not about this asking for the task, or ended without it. */
function factInLease({ state, tasks, ends }: FoundLease, asking: Asking): JobFact | null {
  const { taskId, queuedAt } = asking;
  if (!tasks.some((one) => one.taskId === taskId && one.queuedAt === queuedAt)) return null;
  const end = endInLease(ends, asking);
  if (end) return { kind: 'ended', end };
  if (state === 'completed' || state === 'failed') return null;
  return { kind: state === 'active' ? 'runs' : 'waits' };
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

const optionsOf = (jobId: string, priority: number) => ({
  ...jobOptions,
  jobId,
  priority: bullPriority(priority),
});

const asJob = ({ taskId, priority, order }: WaitingJob) => ({
  name: jobName,
  data: order,
  opts: optionsOf(taskId, priority),
});

/** `redis` carries what is not BullMQ's own. */
export function openJobQueue(
  place: RedisPlace,
  redis: Redis,
  onError: (error: Error) => void,
): JobQueue {
  const queue = new Queue<JobOrder | LeaseOrder>(queueName, {
    connection: connectionTo(place),
    prefix: prefixOf(place),
    streams: { events: { maxLen: mostEvents } },
  });
  queue.on('error', onError);
  const leases = createOpenLeases();
  const key = leasesKey(place);

  const letGo = async (taskIds: readonly TaskId[]) => {
    for (const taskId of taskIds) leases.letGo(taskId);
    if (taskIds.length > 0) await redis.hdel(key, ...taskIds);
  };

  /** Known before the job is there: its events may come before the answer. */
  const asLease = (pack: readonly WaitingJob[], first: WaitingJob) => {
    const leaseId = freshLeaseId();
    leases.put(
      leaseId,
      pack.map(({ taskId }) => taskId),
    );
    const tasks = pack.map(({ taskId, order: { queuedAt, name, sizeBytes } }) => ({
      taskId,
      queuedAt,
      name,
      sizeBytes,
    }));
    const data: LeaseOrder = { version: 2, recipe: first.order.recipe, tasks };
    return { name: jobName, data, opts: optionsOf(leaseId, first.priority) };
  };

  const jobOf = (pack: readonly WaitingJob[]) => {
    const [first, second] = pack;
    if (!first) return [];
    return [second ? asLease(pack, first) : asJob(first)];
  };

  const findLease = async (leaseId: string): Promise<FoundLease | null> => {
    // The state first: a job that is read before it ends has no result yet.
    const state = await queue.getJobState(leaseId);
    const job: Job | undefined = await queue.getJob(leaseId);
    const order = LeaseOrder.safeParse(job?.data).data;
    if (!job || !order || state === 'unknown') return null;
    const ends = LeaseEnds.safeParse(job.returnvalue ?? job.progress).data;
    return { state, tasks: order.tasks, ends };
  };

  const factOfSingle = async ({ taskId, queuedAt }: Asking): Promise<JobFact> => {
    const state = await queue.getJobState(taskId);
    const job: Job | undefined = await queue.getJob(taskId);
    return job && state !== 'unknown' ? factOf(job, state, queuedAt) : { kind: 'gone' };
  };

  const leaseIdOf = async (taskId: TaskId) =>
    leases.leaseOf(taskId) ?? (await redis.hget(key, taskId));

  return {
    queue,
    get sparedJobs() {
      return leases.sparedJobs;
    },
    async add(jobs) {
      if (jobs.length > 0) await queue.addBulk(jobs.map(asJob));
    },
    async addTogether(jobs, most) {
      const added = packed(jobs, most).flatMap(jobOf);
      const inLeases = added.flatMap(({ opts: { jobId } }) =>
        isLease(jobId) ? leases.tasksOf(jobId).flatMap((taskId) => [taskId, jobId]) : [],
      );
      if (inLeases.length > 0) await redis.hset(key, ...inLeases);
      if (added.length > 0) await queue.addBulk(added);
    },
    tasksOf: (jobId) => (isLease(jobId) ? leases.tasksOf(jobId) : [jobId]),
    letGo,
    async remove(taskId) {
      const leaseId = await leaseIdOf(taskId);
      if (leaseId !== null) {
        const isKnown = leases.leaseOf(taskId) !== undefined;
        await letGo([taskId]);
        // Asked after that: a worker that takes it later sees that the task is not there any more.
        const isActive = (await queue.getJobState(leaseId)) === 'active';
        const isEmpty = isKnown && leases.tasksOf(leaseId).length === 0;
        if (isEmpty && !isActive) await queue.remove(leaseId);
        return !isActive;
      }
      const removed = await queue.remove(taskId);
      return removed === 1 || (await queue.getJobState(taskId)) === 'unknown';
    },
    async look(askings) {
      const leaseIds = await redis.hmget(key, ...askings.map(({ taskId }) => taskId));
      // Before they are read: from then on their events are heard.
      for (const [at, { taskId }] of askings.entries()) {
        const leaseId = leaseIds[at];
        if (leaseId) leases.put(leaseId, [taskId]);
        // Redis forgot the lease, or never got it.
        else leases.letGo(taskId);
      }
      const found = new Map(Array.from(new Set(leaseIds), (id) => [id, id && findLease(id)]));
      const factOfAsking = async (asking: Asking, at: number): Promise<JobFact> => {
        const leaseId = leaseIds[at] ?? null;
        const lease = await found.get(leaseId);
        const fact = lease ? factInLease(lease, asking) : null;
        const isOver = fact === null || fact.kind === 'ended';
        if (isOver && leaseId !== null) await letGo([asking.taskId]);
        return fact ?? factOfSingle(asking);
      };
      return Promise.all(askings.map(factOfAsking));
    },
    async close(isAway) {
      if (!isAway) await closeSoon(queue.close());
      queue.disconnect().catch(() => undefined);
    },
  };
}
