import type { Elsewhere } from '../../engine/engine.ts';
import type { HistoryStore } from '../../engine/ports.ts';
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

/** Orders come from the history: there every task is before it is scheduled. */
function orderFrom(history: HistoryStore, taskId: TaskId): PlacedOrder | null {
  const stored = history.find(taskId);
  const recipe = stored && history.findBatch(stored.task.batchId)?.batch.recipe;
  if (!stored || !recipe) return null;
  const { queuedAt, name = '', sizeBytes, attempts } = stored.task;
  return { order: { version: 1, queuedAt, name, sizeBytes, recipe }, wasTried: attempts > 0 };
}

export interface FarmOptions {
  readonly place: RedisPlace;
  /** How many pictures may be begun in a second, by all workers together; null sets no limit. */
  readonly startsPerSecond: number | null;
}

export function createFarm(
  options: FarmOptions,
  history: HistoryStore,
  onError: (error: unknown) => void,
): Farm {
  const farm = createBullFarm({
    ...options,
    orderOf: (taskId) => orderFrom(history, taskId),
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
