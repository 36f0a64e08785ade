import type { Elsewhere, Engine } from '../../engine/engine.ts';
import type { TaskId } from '../../shared/task/task.ts';
import { createBullFarm } from './bull-scheduler.ts';
import type { PlacedOrder } from './farm-outbox.ts';
import type { JobLine } from './job-line.ts';
import { answers, type RedisPlace } from './redis.ts';
import type { Workers } from '../workers/workers.ts';

/** The machines that share the work, reached through Redis. */
export interface Farm extends Elsewhere {
  readonly queue: JobLine['queue'];
  readonly workers: Workers;
  /** As far as is known without asking. */
  isConnected(): boolean;
  isReachable(): Promise<boolean>;
}

/** The engine's tasks, asked for only once it runs. */
export type KnownTasks = Pick<Engine, 'find' | 'findBatch'>;

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
}

export function createFarm(
  options: FarmOptions,
  known: KnownTasks,
  onError: (error: unknown) => void,
): Farm {
  const farm = createBullFarm({
    ...options,
    orderOf: (taskId) => orderFrom(known, taskId),
    onError,
  });
  return {
    scheduler: farm.scheduler,
    attempts: farm.attempts,
    queue: farm.line.queue,
    workers: farm.workers,
    isConnected: () => farm.redis.status === 'ready',
    isReachable: () => answers(farm.redis),
  };
}
