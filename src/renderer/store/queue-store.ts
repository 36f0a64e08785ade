import { create } from 'zustand';
import type { Batch } from '../../shared/task/batch.ts';
import type { Change, QueueSnapshot, QueueState } from '../../shared/task/change.ts';
import { settledOf, totalOf } from '../../shared/task/tally.ts';
import type { BatchId, Task, TaskId } from '../../shared/task/task.ts';
import { noteRemade } from './remade.ts';
import { emptySum, type TaskSum } from './task-sum.ts';
import { TaskTable } from './task-table.ts';

/** A copy of the queue that a change, a page or a snapshot brings up to date, in any order. */
export class QueueMirror {
  readonly table = new TaskTable();
  readonly batches = new Map<string, Batch>();
  queue: QueueState = { isPaused: false, concurrency: 1 };
  #queueNumber = -1;

  applySnapshot(snapshot: QueueSnapshot): void {
    for (const batch of snapshot.batches) this.#putBatch(batch);
    this.#putQueue(snapshot.queue, snapshot.number);
  }

  applyPage(tasks: readonly Task[]): void {
    for (const task of tasks) this.table.put(task);
    this.table.settleOrder();
  }

  applyChanges(changes: readonly Change[]): void {
    for (const change of changes) this.#apply(change);
    noteRemade(changes.flatMap((change) => (change.kind === 'task' ? [change.task] : [])));
    this.table.settleOrder();
  }

  #apply(change: Change): void {
    switch (change.kind) {
      case 'task':
        this.table.put(change.task);
        return;
      case 'removed':
        this.table.remove(change.taskIds, change.number);
        return;
      case 'batch':
        this.#putBatch(change.batch);
        return;
      case 'queue':
        this.#putQueue(change.queue, change.number);
    }
  }

  #putBatch(batch: Batch): void {
    const known = this.batches.get(batch.id);
    if (!known || known.number < batch.number) this.batches.set(batch.id, batch);
  }

  #putQueue(queue: QueueState, number: number): void {
    if (number < this.#queueNumber) return;
    this.queue = queue;
    this.#queueNumber = number;
  }
}

/** The one copy in this window. Only `follow-app.ts` changes it, and then calls `publish`. */
export const mirror = new QueueMirror();

interface QueueFacts extends TaskSum {
  readonly version: number;
  readonly isLoaded: boolean;
  readonly queue: QueueState;
  /** Those with tasks on the queue, or still being looked through. */
  readonly batches: readonly Batch[];
}

const batchesOnQueue = () =>
  [...mirror.batches.values()].filter(
    (batch) => batch.isWalking || mirror.table.batchSums.has(batch.id),
  );

const factsNow = () => ({
  ...mirror.table.sum,
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

/** What a batch's tasks on the queue come to; renders again only when that changed. */
export function useBatchSum(id: BatchId): TaskSum {
  return useQueue(() => mirror.table.batchSums.get(id) ?? emptySum);
}

/** Renders again only when that batch changed. */
export function useBatch(id: BatchId): Batch | undefined {
  return useQueue(() => mirror.batches.get(id));
}

export function batchOf(task: Task): Batch | undefined {
  return mirror.batches.get(task.batchId);
}

/** Whether nothing is left to do of it. */
export function isBatchOver({ id, isWalking }: Batch): boolean {
  const { tally } = mirror.table.batchSums.get(id) ?? emptySum;
  return !isWalking && settledOf(tally) === totalOf(tally);
}

/** How many files the task's recipe makes. */
export function outputCountOf(task: Task): number {
  return batchOf(task)?.recipe.outputs.length ?? 1;
}

const hasMade = (id: BatchId) => (mirror.table.batchSums.get(id)?.madeCount ?? 0) > 0;

/** The newest batch on the queue that made something and was not undone; null when there is none. */
export function newestUndoable({ batches }: Pick<QueueFacts, 'batches'>): Batch | null {
  // In the order in which they came. Not by their times: the clock may have been set since.
  return batches.findLast(({ id, undoneAt }) => undoneAt === null && hasMade(id)) ?? null;
}
