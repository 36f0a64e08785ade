import { randomUUID } from 'node:crypto';
import type { Job } from 'bullmq';
import type { Redis } from 'ioredis';
import type { FarmTasks } from './farm-tasks.ts';
import { type JobQueue, longestPauseMs } from './job-queue.ts';
import { prefixOf, type RedisPlace } from './redis.ts';

const lookEveryMs = 5000;

/** Clocks of machines that share the work may differ by this without harm. Milliseconds. */
const clocksApartMs = 5000;
/** BullMQ keeps the end of a pause as milliseconds times this. */
const scoresOfMs = 0x1000;
const promotedAtOnce = 500;

/**
 * Has jobs tried again now whose pause would be longer than any is. BullMQ keeps the end of a pause by the clock of the worker that
 * failed: where that goes ahead, or is set back later, a second could last for hours.
 */
export async function endLongPauses(redis: Redis, queue: JobQueue['queue']): Promise<void> {
  const latest = (Date.now() + longestPauseMs + clocksApartMs) * scoresOfMs;
  const key = queue.toKey('delayed');
  for (const id of await redis.zrangebyscore(key, latest, '+inf', 'LIMIT', 0, promotedAtOnce)) {
    const job: Job | undefined = await queue.getJob(id);
    // By now a worker may have it, or somebody removed it.
    await job?.promote().catch(() => undefined);
  }
}

export interface LostJobsParts {
  readonly place: RedisPlace;
  readonly redis: Redis;
  readonly jobQueue: JobQueue;
  readonly tasks: FarmTasks;
  readonly recheck: () => void;
}

/**
 * Notices that Redis may have lost jobs, and asks for a recheck: after every new connection, when the mark we left
 * there is gone (a flush, an empty restart), and when it has fewer jobs than we wait for. Ends pauses that are too long, too.
 */
export function watchLostJobs({ place, redis, jobQueue, tasks, recheck }: LostJobsParts): {
  close(): void;
} {
  const markKey = `${prefixOf(place)}:mark`;
  const mark = randomUUID();
  let wasFewer = false;

  const isMarkGone = async () => {
    const found = await redis.set(markKey, mark, 'NX', 'GET');
    return found === null;
  };

  /** Twice in a row: between two answers an event may be on its way. */
  const hasFewer = async () => {
    const counts = await jobQueue.queue.getJobCounts('active', 'waiting', 'prioritized', 'delayed');
    const inRedis = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const isFewer = inRedis < tasks.waitingCount + tasks.runningCount - jobQueue.sparedJobs;
    const isCertain = isFewer && wasFewer;
    wasFewer = isFewer;
    return isCertain;
  };

  const look = async () => {
    if (redis.status !== 'ready') return;
    if ((await isMarkGone()) || (await hasFewer())) recheck();
    await endLongPauses(redis, jobQueue.queue);
  };

  redis.on('ready', recheck);
  const timer = setInterval(() => void look().catch(() => undefined), lookEveryMs);
  return {
    close() {
      clearInterval(timer);
      redis.off('ready', recheck);
    },
  };
}
