import { create } from 'zustand';
import type { Batch } from '../../shared/task/batch.ts';
import type { QueueState } from '../../shared/task/change.ts';
import type { Tally } from '../../shared/task/tally.ts';
import type { Task, TaskId } from '../../shared/task/task.ts';
import { QueueMirror } from './queue-mirror.ts';
import type { ByteCount } from './task-table.ts';

/** The one copy in this window. Only `follow-app.ts` changes it, and then calls `publish`. */
export const mirror = new QueueMirror();

interface QueueFacts {
  readonly version: number;
  readonly isLoaded: boolean;
  readonly tally: Tally;
  readonly bytes: ByteCount;
  /** How many results are larger than their original. */
  readonly largerCount: number;
  readonly queue: QueueState;
  /** Those with tasks on the queue, or still being looked through. */
  readonly batches: readonly Batch[];
}

const batchesOnQueue = () =>
  [...mirror.batches.values()].filter(
    (batch) => batch.isWalking || mirror.table.batchSizes.has(batch.id),
  );

const factsNow = () => ({
  tally: mirror.table.tally,
  bytes: mirror.table.bytes,
  largerCount: mirror.table.largerCount,
  queue: mirror.queue,
  batches: batchesOnQueue(),
});

export const useQueue = create<QueueFacts>(() => ({ version: 0, isLoaded: false, ...factsNow() }));

/** Lets the screen see what the mirror has become. */
export function publish(isLoaded = useQueue.getState().isLoaded): void {
  useQueue.setState((facts) => ({ version: facts.version + 1, isLoaded, ...factsNow() }));
}

export function taskOnQueue(id: TaskId): Task | undefined {
  return mirror.table.get(id);
}

/** Renders again only when this very task changed. */
export function useTask(id: TaskId | null): Task | undefined {
  return useQueue(() => (id === null ? undefined : taskOnQueue(id)));
}

export function batchOf(task: Task): Batch | undefined {
  return mirror.batches.get(task.batchId);
}

/** How many files the task's recipe makes. */
export function outputCountOf(task: Task): number {
  return batchOf(task)?.recipe.outputs.length ?? 1;
}
