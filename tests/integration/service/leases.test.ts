import { UnrecoverableError, Worker } from 'bullmq';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { SubmittedBatch } from '../../../src/engine/index.ts';
import { openSubscriber } from '../../../src/service/farm/channels.ts';
import { consumeJobs } from '../../../src/service/farm/job-consumer.ts';
import type { JobEnd, MakeJob, TakenJob } from '../../../src/service/farm/job-end.ts';
import { openJobQueue } from '../../../src/service/farm/job-queue.ts';
import { connect } from '../../../src/service/farm/redis.ts';
import { failure } from '../../../src/shared/task/failure.ts';
import { defaultPreset } from '../../../src/shared/task/preset.ts';
import { startRedis } from '../../support/redis.ts';
import { launchService } from '../../support/service.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const taskCount = 16;
const names = Array.from({ length: taskCount }, (_, index) => `task-${index}`);
const source = { format: 'jpeg', width: 1, height: 1 };

function done({ order: { queuedAt } }: TakenJob): JobEnd {
  return {
    kind: 'done',
    result: { queuedAt, worker: 'test', source, outputs: [], notes: [] },
  };
}

function failed({ order: { queuedAt } }: TakenJob, isWorthATry: boolean): JobEnd {
  const why = failure(isWorthATry ? 'store-unavailable' : 'image-corrupt');
  return {
    kind: 'failed',
    isWorthATry,
    failed: { queuedAt, worker: 'test', failure: why, log: null },
  };
}

/** A service on a Redis of its own with so many small tasks of one batch, and no worker yet. */
async function startWithTasks() {
  const { url } = await startRedis();
  const place = { redis: url, store: tempFolder(), data: tempFolder() };
  const first = await launchService(place);
  const { engine, farm } = first.serving.service;
  const { recipe } = defaultPreset;
  const submit = (taskId: string, sizeBytes: number, batch: SubmittedBatch) =>
    engine.submit({
      files: [{ taskId, path: `/${taskId}`, name: taskId, sizeBytes, priority: 0 }],
      recipe,
      batch,
    });
  const jobsIn = (queue = farm?.queue) =>
    queue?.getJobCountByTypes('prioritized', 'active', 'waiting');
  // What is sent before the service has looked at Redis gets jobs of its own.
  const all = { id: null, title: 'all', origin: 'upload', counter: 1 } as const;
  submit('early', 1e9, all);
  await expect.poll(() => jobsIn()).toBe(1);
  engine.remove(['early']);
  await expect.poll(() => jobsIn()).toBe(0);
  let id: string | null = null;
  for (const [index, taskId] of names.entries()) {
    const [task] = submit(taskId, 100, { ...all, id, counter: index + 1 });
    id = task?.batchId ?? null;
  }
  await expect.poll(() => jobsIn()).toBe(4);
  const restart = async () => {
    await first.close();
    const again = await launchService(place);
    onTestFinished(again.close);
    return again.serving.service;
  };
  const redis = connect({ url });
  onTestFinished(() => redis.disconnect());
  return { ...first, ...first.serving.service, place: { url }, redis, jobsIn, restart };
}

/** A worker that does what it is told with each picture; answers with what it was given, in order. */
function work(place: { readonly url: string }, make: MakeJob) {
  const taken: TakenJob[] = [];
  const [redis, subscriber] = [connect(place), openSubscriber(place)];
  const consumer = consumeJobs({
    place,
    redis,
    subscriber,
    name: 'test',
    jobs: 1,
    silenceMs: 30_000,
    make(job, signal) {
      taken.push(job);
      return make(job, signal);
    },
    onError: () => undefined,
    tell: () => undefined,
  });
  onTestFinished(async () => {
    await consumer.close(false);
    subscriber.close();
    redis.disconnect();
  });
  return taken;
}

describe('small tasks of one batch', () => {
  test('share jobs, are made once each, and leave nothing behind', async () => {
    const { engine, place, redis, close, jobsIn } = await startWithTasks();
    onTestFinished(close);
    engine.cancel(['task-5']);
    engine.cancel(['task-9']);
    engine.retry(['task-9']);
    engine.remove(names.slice(12));
    // Task 9 by itself now, and the last lease is gone.
    const inRedis = async () => [await redis.hlen('thumbline:leases'), await jobsIn()];
    await expect.poll(inRedis).toEqual([10, 4]);
    const isBroken = ({ taskId }: TakenJob) => taskId === 'task-2';
    const taken = work(place, (job) =>
      Promise.resolve(isBroken(job) ? failed(job, false) : done(job)),
    );
    const statuses = () => names.map((taskId) => engine.find(taskId)?.status);
    const wanted = names.map((_, index) => {
      if (index >= 12) return undefined;
      return { 2: 'failed', 5: 'cancelled' }[index] ?? 'succeeded';
    });
    await expect.poll(statuses).toEqual(wanted);
    const made = taken.map(({ taskId }) => taskId);
    expect(made.toSorted()).toEqual(names.slice(0, 12).toSpliced(5, 1).toSorted());
    expect(new Set(taken.map(({ leaseId }) => leaseId)).size).toBe(4);
    expect(engine.detail('task-3')?.attempts).toMatchObject([{ worker: 'test' }]);
    await expect.poll(() => redis.hlen('thumbline:leases')).toBe(0);
  });

  test('stay in their jobs when the service begins anew', async () => {
    const { place, redis, jobsIn, restart } = await startWithTasks();
    const { engine, farm } = await restart();
    engine.cancel(['task-5']);
    await expect.poll(() => redis.hexists('thumbline:leases', 'task-5')).toBe(0);
    const taken = work(place, (job) => Promise.resolve(done(job)));
    const left = names.toSpliced(5, 1);
    await expect
      .poll(() => left.filter((taskId) => engine.find(taskId)?.status === 'succeeded'))
      .toEqual(left);
    expect(taken.map(({ taskId }) => taskId).toSorted()).toEqual(left.toSorted());
    expect(new Set(taken.map(({ leaseId }) => leaseId)).size).toBe(4);
    await expect.poll(() => jobsIn(farm?.queue)).toBe(0);
  });

  test('get jobs of their own when the farm is at fault, or a worker is too old to know leases', async () => {
    const { engine, place, close, farm } = await startWithTasks();
    onTestFinished(close);
    const old = new Worker(
      'tasks',
      () => {
        throw new UnrecoverableError('this job is none of ours');
      },
      { connection: { url: place.url }, prefix: 'thumbline', concurrency: 1, autorun: false },
    );
    const [first] = (await farm?.queue.getPrioritized()) ?? [];
    await old.waitUntilReady();
    const refused = await old.getNextJob('token');
    await refused?.moveToFailed(new UnrecoverableError('this job is none of ours'), 'token', false);
    await old.close();
    expect(refused?.id).toBe(first?.id);
    const tries = new Map<string, number>();
    const taken = work(place, (job) => {
      const before = tries.get(job.taskId) ?? 0;
      tries.set(job.taskId, before + 1);
      return Promise.resolve(
        job.taskId === 'task-7' && before === 0 ? failed(job, true) : done(job),
      );
    });
    await expect
      .poll(() => names.filter((taskId) => engine.find(taskId)?.status === 'succeeded'))
      .toEqual(names);
    const alone = taken.filter(({ taskId, leaseId }) => taskId === leaseId);
    expect(alone.map(({ taskId }) => taskId).toSorted()).toEqual([...names.slice(0, 4), 'task-7']);
    expect(tries.get('task-7')).toBe(2);
    expect(tries.size).toBe(taskCount);
  });

  test('are stopped one by one, and what is done is told before a slow one is', async () => {
    const { engine, place, close } = await startWithTasks();
    onTestFinished(close);
    const stopped = Promise.withResolvers<void>();
    work(place, async (job, signal) => {
      if (job.taskId !== 'task-1') return done(job);
      await new Promise((resolve) => {
        signal.addEventListener('abort', resolve, { once: true });
      });
      stopped.resolve();
      return failed(job, false);
    });
    // Of the same lease, which is still being made.
    await expect.poll(() => engine.find('task-3')?.status).toBe('succeeded');
    expect(engine.find('task-1')?.status).toBe('running');
    engine.cancel(['task-1']);
    await stopped.promise;
    await expect
      .poll(() => names.filter((taskId) => engine.find(taskId)?.status === 'succeeded'))
      .toEqual(names.toSpliced(1, 1));
    expect(engine.find('task-1')?.status).toBe('cancelled');
  });
});

test('a Redis that forgot a lease knows its tasks by jobs of their own from then on', async () => {
  const { url } = await startRedis();
  const redis = connect({ url });
  onTestFinished(() => redis.disconnect());
  const jobQueue = openJobQueue({ url }, redis, () => undefined);
  onTestFinished(() => jobQueue.close(false));
  const { recipe } = defaultPreset;
  const jobs = ['a', 'b'].map((taskId) => ({
    taskId,
    priority: 0,
    order: { version: 1, queuedAt: 1, name: taskId, sizeBytes: 1, recipe } as const,
  }));
  await jobQueue.addTogether(jobs, 2);
  expect(jobQueue.sparedJobs).toBe(1);
  await redis.flushall();
  const askings = jobs.map(({ taskId }) => ({ taskId, queuedAt: 1 }));
  expect(await jobQueue.look(askings)).toEqual([{ kind: 'gone' }, { kind: 'gone' }]);
  await jobQueue.add(jobs);
  expect(jobQueue.sparedJobs).toBe(0);
  expect(await jobQueue.remove('a')).toBe(true);
  const states = ['a', 'b'].map((taskId) => jobQueue.queue.getJobState(taskId));
  expect(await Promise.all(states)).toEqual(['unknown', 'prioritized']);
});
