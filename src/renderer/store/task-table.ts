import { displayName } from '../../shared/paths/display-path.ts';
import { searchFolded } from '../../shared/paths/safe-segment.ts';
import type { BatchId, Task, TaskId } from '../../shared/task/task.ts';
import { totalOf } from '../../shared/task/tally.ts';
import { emptySum, resum, type TaskSum } from './task-sum.ts';

/** A place in the order of tasks; `task` is replaced as it changes. */
export interface TaskRow {
  readonly id: TaskId;
  task: Task;
  searchName: string | null;
}

/**
 * This window's copy of the queue. It is changed in place: 100,000 rows cost no more
 * per change than ten. The ledger stays the owner; the copy keeps whatever has the higher number.
 */
export class TaskTable {
  rows: TaskRow[] = [];
  /** Another number each time that rows came, went or changed places. */
  arrangement = 0;
  /** What all tasks come to. */
  sum: TaskSum = emptySum;
  /** What the tasks of each batch come to; a batch without any is not there. */
  readonly batchSums = new Map<BatchId, TaskSum>();
  readonly #byId = new Map<TaskId, TaskRow>();
  readonly #removedAt = new Map<TaskId, number>();
  readonly #batchIds = new Map<BatchId, BatchId>();
  #isSorted = true;

  get(id: TaskId): Task | undefined {
    return this.#byId.get(id)?.task;
  }

  put(sent: Task): void {
    const row = this.#byId.get(sent.id);
    const knownNumber = row?.task.number ?? this.#removedAt.get(sent.id) ?? -1;
    if (knownNumber >= sent.number) return;
    const task = { ...sent, batchId: this.#sharedBatchId(sent.batchId) };
    this.#count(row?.task ?? null, task);
    if (row) {
      row.task = task;
      return;
    }
    const last = this.rows.at(-1);
    if (last && last.task.position > task.position) this.#isSorted = false;
    const added: TaskRow = { id: task.id, task, searchName: null };
    this.rows.push(added);
    this.arrangement += 1;
    this.#byId.set(task.id, added);
  }

  remove(ids: readonly TaskId[], number: number): void {
    for (const id of ids) {
      const row = this.#byId.get(id);
      this.#removedAt.set(id, number);
      if (!row || row.task.number > number) continue;
      this.#count(row.task, null);
      this.#byId.delete(id);
    }
    this.rows = this.rows.filter((row) => this.#byId.has(row.id));
    this.arrangement += 1;
  }

  /** Call once after a run of `put`s: pages and changes may arrive out of order. */
  settleOrder(): void {
    if (this.#isSorted) return;
    this.rows.sort((a, b) => a.task.position - b.task.position);
    this.#isSorted = true;
  }

  /** Each task comes with a text of its own for its batch: 5 MB for 100,000. */
  #sharedBatchId(batchId: BatchId): BatchId {
    const known = this.#batchIds.get(batchId);
    if (known === undefined) this.#batchIds.set(batchId, batchId);
    return known ?? batchId;
  }

  #count(before: Task | null, after: Task | null): void {
    this.sum = resum(this.sum, before, after);
    // A task stays in its batch.
    const batchId = (after ?? before)?.batchId;
    if (batchId === undefined) return;
    const sum = resum(this.batchSums.get(batchId) ?? emptySum, before, after);
    if (totalOf(sum.tally) > 0) this.batchSums.set(batchId, sum);
    else this.batchSums.delete(batchId);
  }
}

/** What a search looks through: the shown name, in lower case, made when first asked for. */
export function searchNameOf(row: TaskRow): string {
  row.searchName ??= searchFolded(displayName(row.task.sourcePath));
  return row.searchName;
}
