import { Redis } from 'ioredis';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createBullFarm } from '../../src/service/farm/bull-scheduler.ts';
import { openSubscriber } from '../../src/service/farm/channels.ts';
import { consumeJobs } from '../../src/service/farm/job-consumer.ts';
import type { JobEnd, TakenJob } from '../../src/service/farm/job-end.ts';
import { openJobQueue } from '../../src/service/farm/job-queue.ts';
import { endLongPauses } from '../../src/service/farm/lost-jobs.ts';
import { connect } from '../../src/service/farm/redis.ts';
import { defaultPreset } from '../../src/shared/task/preset.ts';
import type { TaskId } from '../../src/shared/task/task.ts';
import { startRedis } from '../support/redis.ts';
import { schedulerContract, type TestedScheduler } from './scheduler.ts';

const source = { format: 'jpeg', width: 1, height: 1 };

function done({ order }: TakenJob): JobEnd {
  const result = { queuedAt: order.queuedAt, worker: 'test', source, outputs: [], notes: [] };
  return { kind: 'done', result };
}

/** A farm with one worker that is done with a job when the test ends the task's run. */
async function createOnRedis({ concurrency }: { concurrency: number }): Promise<TestedScheduler> {
  const { url } = await startRedis();
  /** Each run's end, which is also its job's. */
  const endings = new Map<string, PromiseWithResolvers<void>>();
  const closing = Promise.withResolvers<void>();
  const endingOf = (taskId: TaskId, asking: number) => {
    const key = `${taskId} ${asking}`;
    const ending = endings.get(key) ?? Promise.withResolvers<void>();
    endings.set(key, ending);
    return ending;
  };
  /** How often each task was asked for, in place of the history. */
  const askings = new Map<TaskId, number>();
  const orderOf = (taskId: TaskId) => {
    const queuedAt = askings.get(taskId) ?? 0;
    const order = { version: 1, queuedAt, name: taskId, sizeBytes: 1 } as const;
    return { order: { ...order, recipe: defaultPreset.recipe }, wasTried: queuedAt > 1 };
  };
  const onError = (error: unknown) => {
    throw error;
  };
  const { scheduler, attempts, jobQueue } = createBullFarm({
    place: { url },
    orderOf,
    findMark: () => null,
    tell: () => undefined,
    onError,
  });
  const subscriber = openSubscriber({ url });
  const redis = connect({ url });
  const consumer = consumeJobs({
    place: { url },
    redis,
    subscriber,
    name: 'test',
    jobs: 10,
    silenceMs: 30_000,
    async make(job, signal) {
      const aborted = new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve());
      });
      const ended = endingOf(job.taskId, job.order.queuedAt).promise;
      await Promise.race([ended, aborted, closing.promise]);
      return done(job);
    },
    onError: () => undefined,
    tell: () => undefined,
  });
  const wanted = { count: concurrency, isPaused: false };
  const applied = () =>
    expect
      .poll(async () => ({
        count: await jobQueue.queue.getGlobalConcurrency(),
        isPaused: await jobQueue.queue.isPaused(),
      }))
      .toEqual(wanted);
  scheduler.setConcurrency(concurrency);
  await applied();
  return {
    ...scheduler,
    get waitingCount() {
      return scheduler.waitingCount;
    },
    get runningCount() {
      return scheduler.runningCount;
    },
    add(taskId, priority) {
      askings.set(taskId, (askings.get(taskId) ?? 0) + 1);
      scheduler.add(taskId, priority);
    },
    setConcurrency(count) {
      wanted.count = count;
      scheduler.setConcurrency(count);
    },
    pause() {
      wanted.isPaused = true;
      scheduler.pause();
    },
    resume() {
      wanted.isPaused = false;
      scheduler.resume();
    },
    applied,
    start(run) {
      scheduler.start((lease) => {
        const [taskId = ''] = lease;
        const ending = endingOf(taskId, askings.get(taskId) ?? 0);
        return run(lease).finally(ending.resolve);
      });
    },
    async close() {
      await scheduler.close();
      closing.resolve();
      await consumer.close(false);
      subscriber.close();
      redis.disconnect();
      await attempts.close();
    },
  };
}

describe('the scheduler on BullMQ', () => {
  schedulerContract(createOnRedis);
});

test('a job whose pause a clock that was set back makes hours long is tried again at once', async () => {
  const { url } = await startRedis();
  const redis = new Redis(url);
  onTestFinished(() => redis.disconnect());
  const jobQueue = openJobQueue({ url }, redis, () => undefined);
  onTestFinished(() => jobQueue.close(false));
  const { queue } = jobQueue;
  const order = { version: 1, queuedAt: 1, name: 'a', sizeBytes: 1 } as const;
  const data = { ...order, recipe: defaultPreset.recipe };
  const pauseOf = (jobId: string, delay: number) => queue.add('make', data, { jobId, delay });
  await pauseOf('five-hours', 5 * 3_600_000);
  await pauseOf('usual', 32_000);
  await endLongPauses(redis, queue);
  const states = ['five-hours', 'usual'].map((id) => queue.getJobState(id));
  expect(await Promise.all(states)).toEqual(['waiting', 'delayed']);
});
