import type { Batch } from '../../shared/task/batch.ts';
import type { Change, QueueSnapshot, QueueState } from '../../shared/task/change.ts';
import type { Task } from '../../shared/task/task.ts';
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
