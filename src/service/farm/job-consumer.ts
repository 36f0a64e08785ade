import { setTimeout as pause } from 'node:timers/promises';
import { ErrorCode, type Job, UnrecoverableError, WaitingError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { abortChannel, leasesKey, type Subscriber } from './channels.ts';
import { createInWork, type Work } from './in-work.ts';
import { AnyOrder, type JobResult, type LeaseEnds, queueName } from './job.ts';
import type { JobEnd, MakeJob, TakenJob } from './job-end.ts';
import { type LeaseEnd, runLease } from './lease-work.ts';
import { connectionTo, prefixOf, type RedisPlace } from './redis.ts';
import { createTakenAway, isOfTakenAway } from './taken-away.ts';

export interface ConsumerOptions {
  readonly place: RedisPlace;
  /** Asked which tasks of a lease are still its own. The caller closes it. */
  readonly redis: Redis;
  /** Hears which jobs nobody waits for any more. The caller closes it. */
  readonly subscriber: Subscriber;
  readonly name: string;
  /** How many at once. */
  readonly jobs: number;
  /** A worker that says nothing for this long is taken for dead, and others do its jobs. Milliseconds. */
  readonly silenceMs: number;
  /** Called for all tasks of a lease at once. */
  readonly make: MakeJob;
  readonly onError: (error: Error) => void;
  /** Says in one line that it takes no jobs because nothing can be started here, when that is over, and that a job was taken away. */
  readonly tell: (line: string) => void;
}

export interface JobConsumer {
  /** From the next job on. */
  setJobs(jobs: number): void;
  /** Takes no more and resolves when what it has is made; with a Redis that is away, at once: nobody would hear of it. */
  close(isAway: boolean): Promise<void>;
}

/** A dying machine is not the picture's fault: only what kills every machine it comes to is given up. */
const mostStalls = 20;
/** After Redis refused something; the default is 15 seconds. */
const againAfterMs = 1000;
/** For handing in what was made last. BullMQ waits without an end for a connection that is just being made anew. */
const takeLeaveMs = 5000;

/** After nothing could be started here, until one job is tried again: processes or memory may be free by then. */
const restMs = 30_000;
const restLine =
  'This machine cannot start the program that makes pictures. It takes no jobs until it can; others do them.';
const overLine = 'This machine can start the program that makes pictures again.';

type Made = JobResult | LeaseEnds;

function settle(end: Extract<JobEnd | LeaseEnd, { readonly kind: 'done' | 'failed' }>): Made {
  if (end.kind === 'done') return end.result;
  const reason = JSON.stringify(end.failed);
  throw end.isWorthATry ? new Error(reason) : new UnrecoverableError(reason);
}

interface Taken {
  readonly tasks: readonly [TakenJob, ...TakenJob[]];
  readonly isLease: boolean;
}

/** The task that a job stands for, or those of a lease. Null when it is none of ours. */
function takenOf({ id: leaseId = '', data }: Job): Taken | null {
  const lease = AnyOrder.safeParse(data).data;
  if (!lease) return null;
  if (lease.version === 1) {
    return { tasks: [{ taskId: leaseId, order: lease, leaseId }], isLease: false };
  }
  const [first, ...others] = lease.tasks.map(({ taskId, ...facts }) => {
    const order = { version: 1 as const, ...facts, recipe: lease.recipe };
    return { taskId, leaseId, order };
  });
  return first ? { tasks: [first, ...others], isLease: true } : null;
}

const lostCodes = new Set<unknown>([
  ErrorCode.JobNotExist,
  ErrorCode.JobLockNotExist,
  ErrorCode.JobNotInState,
  ErrorCode.JobLockMismatch,
]);

/** Redis forgot the job, or gave it to another worker: whoever waits for it sees to it that it is made. */
const isOfLostJob = (error: Error) => 'code' in error && lostCodes.has(error.code);

/** Takes jobs off the farm's queue and hands each picture of theirs to `make`. */
export function consumeJobs(options: ConsumerOptions): JobConsumer {
  const { place, redis, subscriber, name, jobs, silenceMs, make, onError, tell } = options;

  const making = new Set<Promise<unknown>>();
  const inWork = createInWork();
  const takenAway = createTakenAway(tell);
  let isResting = false;
  let rest: NodeJS.Timeout | undefined;

  /** The job counts as untried, and whoever is free takes it. */
  const leaveToOthers = async (job: Job<unknown, Made>, token: string): Promise<never> => {
    await job.moveToWait(token);
    throw new WaitingError();
  };

  const takeARest = async (): Promise<void> => {
    if (!isResting) tell(restLine);
    isResting = true;
    await worker.pause(true);
    clearTimeout(rest);
    rest = setTimeout(() => void worker.resume(), restMs).unref();
  };

  /** Those of a lease that are still its own. */
  const ownOf = async (tasks: readonly TakenJob[]): Promise<TakenJob[]> => {
    const owners = await redis.hmget(leasesKey(place), ...tasks.map(({ taskId }) => taskId));
    return tasks.filter(({ leaseId }, at) => owners[at] === leaseId);
  };

  const process = async (
    job: Job<unknown, Made>,
    token: string,
    signal: AbortSignal,
  ): Promise<Made> => {
    const taken = takenOf(job);
    if (!taken) throw new UnrecoverableError('this job is none of ours');
    const { tasks, isLease } = taken;
    const work: Work = await inWork.begin(
      tasks.map(({ taskId }) => taskId),
      signal,
    );
    const makeOne = (task: TakenJob) => make(task, work.signalOf(task.taskId));
    const makeAll = async () => runLease(job, await ownOf(tasks), makeOne);
    const ending = (isLease ? makeAll() : makeOne(tasks[0])).finally(() => {
      making.delete(ending);
      takenAway.over(job.id ?? '');
      work.end();
    });
    making.add(ending);
    const end = await ending;
    if (end.kind === 'not-started') await takeARest();
    if (end.kind === 'not-started' || end.kind === 'left') return leaveToOthers(job, token);
    if (isResting) tell(overLine);
    isResting = false;
    return settle(end);
  };

  const worker = new Worker<unknown, Made>(
    queueName,
    (job, token = '', signal = new AbortController().signal) => process(job, token, signal),
    {
      name,
      connection: connectionTo(place),
      prefix: prefixOf(place),
      concurrency: jobs,
      lockDuration: silenceMs,
      stalledInterval: silenceMs,
      maxStalledCount: mostStalls,
      runRetryDelay: againAfterMs,
    },
  );
  worker.on('error', (error) => {
    if (!isOfLostJob(error) && !isOfTakenAway(error)) onError(error);
  });
  worker.on('lockRenewalFailed', (jobIds) => takenAway.noticed(jobIds));

  subscriber.subscribe(abortChannel(place), (taskId) => inWork.stop(taskId));

  return {
    setJobs(count) {
      worker.concurrency = count;
    },
    async close(isAway) {
      clearTimeout(rest);
      const closed = worker.close(isAway);
      const handedIn = Promise.allSettled(making).then(() =>
        pause(takeLeaveMs, undefined, { ref: false }),
      );
      await Promise.race([closed, handedIn]);
    },
  };
}
