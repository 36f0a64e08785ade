import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createForeignAttempts } from '../engine/index.ts';
import type { WorkerOptions } from './command/worker-options.ts';
import type { Helpers } from './processes.ts';
import { openStore } from './store/open-store.ts';
import { openWorkspace } from './store/workspace.ts';
import { openSubscriber } from './farm/channels.ts';
import { endAsked } from './farm/end-orders.ts';
import { hearJobs } from './farm/jobs-orders.ts';
import { consumeJobs } from './farm/job-consumer.ts';
import type { JobEnd, TakenJob } from './farm/job-end.ts';
import { createMarkReader } from './farm/farm-marks.ts';
import { cancelledLog, createJobMaker } from './farm/make-job.ts';
import { checkRedis, connect } from './farm/redis.ts';
import { asRefusal } from './farm/redis-refusals.ts';
import { outageLine, watchRedis } from './farm/redis-health.ts';
import { type Tally, startHeartbeat } from './farm/heartbeat.ts';
import { keepFacts } from './workers/worker-facts.ts';

export interface RunningWorker {
  readonly name: string;
  /** Resolves when somebody wants it to end, from the service's page or its API. */
  readonly endAsked: Promise<void>;
  /** Takes no more jobs, makes what it has, and ends. */
  close(): Promise<void>;
}

interface WorkerContext {
  readonly version: string;
  readonly helpers: Helpers;
  readonly complain: (line: string) => void;
  /** Says what is worth knowing while it runs. */
  readonly tell: (line: string) => void;
}

/** A worker of the farm: attempts of tasks that a service remembers, fed from Redis. */
export async function runWorker(
  options: WorkerOptions,
  context: WorkerContext,
): Promise<RunningWorker> {
  const { jobs, redis: url, redisPrefix: prefix, stalledAfter: silenceMs } = options;
  const place = { url, prefix };
  const name = `${options.name}-${process.pid}-${randomUUID().slice(0, 4)}`;
  const onError = (error: unknown) =>
    context.complain(error instanceof Error ? error.message : String(error));
  await checkRedis(place);
  const store = await openStore(options.store);
  const scratch = await mkdtemp(join(tmpdir(), 'thumbline-worker-'));
  const workspace = openWorkspace(store, scratch);
  const tally: Tally = { jobs, active: [], processed: 0, failed: 0, isDraining: false };
  const redis = connect(place);
  redis.on('error', () => undefined);
  const marks = createMarkReader(place, redis);
  const { launcher } = context.helpers;
  const attempts = createForeignAttempts({ launcher, findMark: (hash) => marks.find(hash) });
  const make = createJobMaker({ attempts, store, workspace, worker: name, marks });
  const health = watchRedis({
    place,
    redis,
    onChange: (problem) => context.tell(outageLine(problem)),
  });
  /** What fails because of an outage is no news beside it. */
  const onLineError = async (error: Error) => {
    if (health.problem !== null || asRefusal(error)?.isLasting === false) return;
    if ((await health.check()) === null) onError(error);
  };
  const facts = keepFacts(context.version);
  const telling = startHeartbeat(place, redis, { name, tally, facts });

  const counted = async (job: TakenJob, signal: AbortSignal): Promise<JobEnd> => {
    const mine = { name: job.order.name, begunAt: performance.now() };
    tally.active.push(mine);
    try {
      const end = await make(job, signal);
      tally.processed += end.kind === 'done' || end.kind === 'failed' ? 1 : 0;
      if (end.kind !== 'failed' || end.failed.log === cancelledLog) return end;
      tally.failed += 1;
      const { taskId, order } = job;
      facts.failed({ taskId, name: order.name, at: Date.now(), failure: end.failed.failure });
      return end;
    } finally {
      tally.active = tally.active.filter((one) => one !== mine);
    }
  };
  const subscriber = openSubscriber(place);
  const consumer = consumeJobs({
    place,
    redis,
    subscriber,
    name,
    jobs,
    silenceMs,
    make: counted,
    onError: (error) => void onLineError(error),
    tell: context.tell,
  });
  hearJobs(place, { redis, subscriber, name }, (count) => {
    tally.jobs = count;
    consumer.setJobs(count);
    telling.tell();
  });

  return {
    name,
    endAsked: endAsked(place, { redis, subscriber, name }),
    async close() {
      tally.isDraining = true;
      telling.tell();
      await consumer.close((await health.check()) !== null);
      health.close();
      subscriber.close();
      telling.close();
      redis.disconnect();
      await attempts.close();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}
