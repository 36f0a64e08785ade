import { z } from 'zod';
import { Failure } from '../task/failure.ts';
import { TaskId } from '../task/task.ts';
import { protectionLevels } from './protection.ts';

/** How many pictures a worker program may be told to make at once. */
export const mostJobs = 64;
/** What a service is called among its workers when it makes the pictures itself. Others have their process in their name. */
export const ownWorkerName = 'service';
export const JobCount = z.int().min(1).max(mostJobs);

/** Milliseconds since 1970, UTC. */
const Instant = z.int();

/** One worker process and what it is doing. */
const WorkerReport = z.lazy(() =>
  z
    .object({
      processId: z.int(),
      sourcePath: z.string().nullable(),
      busySince: Instant.nullable().describe('When the present attempt started; null when idle'),
      attemptCount: z.int(),
    })
    .readonly(),
);
export type WorkerReport = z.infer<typeof WorkerReport>;

/** What a worker could not make. */
const WorkerFailure = z
  .object({ taskId: TaskId, name: z.string(), at: Instant, failure: z.lazy(() => Failure) })
  .readonly();
export type WorkerFailure = z.infer<typeof WorkerFailure>;

/** How many of them a worker tells of. */
export const failuresTold = 5;

/** What a worker program knows of itself. One of an older version does not tell. */
export const WorkerFacts = z.lazy(() =>
  z
    .object({
      startedAt: Instant,
      version: z.string().max(100),
      memoryBytes: z
        .int()
        .nonnegative()
        .nullable()
        .describe('Of the program with its decoders; null where the system does not say'),
      protection: z
        .enum(protectionLevels)
        .nullable()
        .describe('How far its decoders are closed off; null until it has found out'),
      lastFailures: z.array(WorkerFailure).max(failuresTold).readonly().describe('Newest first'),
    })
    .readonly(),
);
export type WorkerFacts = z.infer<typeof WorkerFacts>;

/** A program that makes pictures for a service: one of its `thumbline worker`s, or the service itself. */
export const FarmWorker = z.lazy(() =>
  z
    .object({
      name: z.string(),
      status: z
        .enum(['ready', 'draining'])
        .describe('`draining`: it finishes what it has, takes no more, and ends'),
      jobs: z.int().describe('How many pictures it makes at once'),
      active: z.array(z.object({ name: z.string(), since: Instant }).readonly()).readonly(),
      processed: z.int().describe('Since it started'),
      failed: z.int().describe('Among those processed'),
      load: z.number().describe('Of its machine, over one minute'),
      facts: WorkerFacts.exactOptional().describe('Left out by workers of older versions'),
    })
    .readonly(),
);
export type FarmWorker = z.infer<typeof FarmWorker>;

const percentiles = { p50: z.number(), p95: z.number(), p99: z.number() };

/** By nearest rank: each is a time that really was. Milliseconds. */
export type Percentiles = Readonly<Record<keyof typeof percentiles, number>>;

/** `count` is how many times they are of. */
const MeasuredTimes = z.lazy(() => z.object({ ...percentiles, count: z.int() }).readonly());
export type MeasuredTimes = z.infer<typeof MeasuredTimes>;

/** How long one step of the charts is, and how many there are. */
export const monitorStepMs = 10_000;
export const monitorStepCount = 60;

/** What happened within one step. Times are null when nothing started or succeeded in it. */
const MonitorStep = z.lazy(() =>
  z
    .object({
      finishedCount: z.int().describe('Tasks that came to an end other than by being cancelled'),
      waitingCount: z.int().describe('The most tasks that waited at once'),
      runTimeMs: MeasuredTimes.nullable(),
      waitTimeMs: MeasuredTimes.nullable(),
    })
    .readonly(),
);
export type MonitorStep = z.infer<typeof MonitorStep>;

/** How many pictures are on their way to the server that was chosen, being made there or waiting for it, and on their way back. */
const ServerWork = z.lazy(() =>
  z
    .object({ address: z.string(), sending: z.int(), making: z.int(), fetching: z.int() })
    .readonly(),
);
export type ServerWork = z.infer<typeof ServerWork>;

const FailureCount = z.lazy(() => z.object({ failure: Failure, count: z.int() }).readonly());

/** What the Monitor shows of the time since the app started. */
export const MonitorReport = z.lazy(() =>
  z
    .object({
      workers: z.array(WorkerReport).readonly(),
      farm: z
        .array(FarmWorker)
        .readonly()
        .exactOptional()
        .describe(
          'Only from a service: the programs whose number of jobs can be changed one by one',
        ),
      server: ServerWork.exactOptional().describe('Only while a server is chosen'),
      waitingCount: z.int(),
      runningCount: z.int(),
      steps: z
        .array(MonitorStep)
        .readonly()
        .describe('The last ten minutes, oldest first; the last step is still going on'),
      runTimeMs: MeasuredTimes.nullable().describe(
        'Of the last thousand tasks that succeeded; null before the first',
      ),
      waitTimeMs: MeasuredTimes.nullable().describe(
        'From being added to the first start, of the last thousand tasks that started',
      ),
      failures: z.array(FailureCount).readonly(),
    })
    .readonly(),
);
export type MonitorReport = z.infer<typeof MonitorReport>;
