import type { Elsewhere, Engine } from '../../engine/index.ts';
import type { TaskId } from '../../shared/task/task.ts';
import { createBullFarm } from './bull-scheduler.ts';
import type { PlacedOrder } from './farm-outbox.ts';
import type { JobQueue } from './job-queue.ts';
import type { RedisPlace } from './redis.ts';
import type { RedisHealth } from './redis-health.ts';
import type { Workers } from '../workers/workers.ts';

/** The machines that share the work, reached through Redis. */
export interface Farm extends Elsewhere {
  readonly queue: JobQueue['queue'];
  readonly workers: Workers;
  readonly health: Pick<RedisHealth, 'problem' | 'check'>;
}

/** The engine's tasks, asked for only once it runs. */
export type KnownTasks = Pick<Engine, 'find' | 'findBatch' | 'findMark'>;

function orderFrom(known: KnownTasks, taskId: TaskId): PlacedOrder | null {
  const task = known.find(taskId);
  const recipe = task && known.findBatch(task.batchId)?.recipe;
  if (!task || !recipe) return null;
  const { queuedAt, name = '', sizeBytes, attempts } = task;
  return { order: { version: 1, queuedAt, name, sizeBytes, recipe }, wasTried: attempts > 0 };
}

export interface FarmOptions {
  readonly place: RedisPlace;
  /** How many pictures may be begun in a second, by all workers together; null sets no limit. */
  readonly startsPerSecond: number | null;
  /** Says in one line when an outage of Redis begins and when it is over. */
  readonly tell: (line: string) => void;
}

export function createFarm(
  options: FarmOptions,
  known: KnownTasks,
  onError: (error: unknown) => void,
): Farm {
  const farm = createBullFarm({
    ...options,
    findMark: (hash) => known.findMark(hash),
    orderOf: (taskId) => orderFrom(known, taskId),
    onError,
  });
  return {
    scheduler: farm.scheduler,
    attempts: farm.attempts,
    queue: farm.jobQueue.queue,
    workers: farm.workers,
    health: farm.health,
  };
}
