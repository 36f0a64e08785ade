import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { FarmTasks } from './farm-tasks.ts';
import type { JobQueue } from './job-queue.ts';
import { prefixOf, type RedisPlace } from './redis.ts';

const lookEveryMs = 5000;

export interface LostJobsParts {
  readonly place: RedisPlace;
  readonly redis: Redis;
  readonly jobQueue: JobQueue;
  readonly tasks: FarmTasks;
  readonly recheck: () => void;
}

/**
 * Notices that Redis may have lost jobs, and asks for a recheck: after every new connection, when the mark we left
 * there is gone (a flush, an empty restart), and when it has fewer jobs than we wait for.
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
    const isFewer = inRedis < tasks.waitingCount + tasks.runningCount;
    const isCertain = isFewer && wasFewer;
    wasFewer = isFewer;
    return isCertain;
  };

  const look = async () => {
    if (redis.status !== 'ready') return;
    if ((await isMarkGone()) || (await hasFewer())) recheck();
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
