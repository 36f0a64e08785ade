import { setTimeout as pause } from 'node:timers/promises';
import { ErrorCode, type Job, UnrecoverableError, WaitingError, Worker } from 'bullmq';
import { abortChannel, type Subscriber } from './channels.ts';
import { type JobFailure, JobOrder, type JobResult, queueName } from './job.ts';
import { connectionTo, prefixOf, type RedisPlace } from './redis.ts';

export interface TakenJob {
  readonly taskId: string;
  readonly order: JobOrder;
}

/**
 * How a job ended. `isWorthATry`: the farm was at fault, not the picture. `not-started`: this machine cannot start what
 * makes pictures; another one may.
 */
export type JobEnd =
  | { readonly kind: 'not-started' }
  | { readonly kind: 'done'; readonly result: JobResult }
  | { readonly kind: 'failed'; readonly failed: JobFailure; readonly isWorthATry: boolean };

export interface ConsumerOptions {
  readonly place: RedisPlace;
  /** Hears which jobs nobody waits for any more. The caller closes it. */
  readonly subscriber: Subscriber;
  readonly name: string;
  /** How many at once. */
  readonly jobs: number;
  /** A worker that says nothing for this long is taken for dead, and others do its jobs. Milliseconds. */
  readonly silenceMs: number;
  readonly make: (job: TakenJob, signal: AbortSignal) => Promise<JobEnd>;
  readonly onError: (error: Error) => void;
  /** Says in one line that it takes no jobs because nothing can be started here, and when that is over. */
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

function settle(end: Exclude<JobEnd, { readonly kind: 'not-started' }>): JobResult {
  if (end.kind === 'done') return end.result;
  const reason = JSON.stringify(end.failed);
  throw end.isWorthATry ? new Error(reason) : new UnrecoverableError(reason);
}

const lostCodes = new Set<unknown>([
  ErrorCode.JobNotExist,
  ErrorCode.JobLockNotExist,
  ErrorCode.JobNotInState,
  ErrorCode.JobLockMismatch,
]);

/** Redis forgot the job, or gave it to another worker: whoever waits for it sees to it that it is made. */
const isOfLostJob = (error: Error) => 'code' in error && lostCodes.has(error.code);

/** Takes jobs off the farm's queue and hands each, parsed, to `make`. */
export function consumeJobs(options: ConsumerOptions): JobConsumer {
  const { place, subscriber, name, jobs, silenceMs, make, onError, tell } = options;

  const making = new Set<Promise<unknown>>();
  let isResting = false;
  let rest: NodeJS.Timeout | undefined;

  /** The job counts as untried, and whoever is free takes it. */
  const leaveToOthers = async (job: Job<unknown, JobResult>, token: string): Promise<never> => {
    if (!isResting) tell(restLine);
    isResting = true;
    await worker.pause(true);
    clearTimeout(rest);
    rest = setTimeout(() => void worker.resume(), restMs).unref();
    await job.moveToWait(token);
    throw new WaitingError();
  };

  const process = async (
    job: Job<unknown, JobResult>,
    token: string,
    signal: AbortSignal,
  ): Promise<JobResult> => {
    const order = JobOrder.safeParse(job.data);
    if (!order.success) throw new UnrecoverableError('this job is none of ours');
    const ending = make({ taskId: job.id ?? '', order: order.data }, signal);
    const over: Promise<unknown> = ending.then(
      () => making.delete(over),
      () => making.delete(over),
    );
    making.add(over);
    const end = await ending;
    if (end.kind === 'not-started') return leaveToOthers(job, token);
    if (isResting) tell(overLine);
    isResting = false;
    return settle(end);
  };

  const worker = new Worker<unknown, JobResult>(
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
    if (!isOfLostJob(error)) onError(error);
  });

  subscriber.subscribe(abortChannel(place), (taskId) => void worker.cancelJob(taskId));

  return {
    setJobs(count) {
      worker.concurrency = count;
    },
    async close(isAway) {
      clearTimeout(rest);
      const closed = worker.close(isAway);
      const given = Promise.all(making).then(() => pause(takeLeaveMs, undefined, { ref: false }));
      await Promise.race([closed, given]);
    },
  };
}
