import { displayName } from '../../shared/paths/display-path.ts';
import { searchFolded } from '../../shared/paths/safe-segment.ts';
import { largerOutputs, outputsOf } from '../../shared/task/outputs-of.ts';
import type { BatchId, Task, TaskId } from '../../shared/task/task.ts';
import { emptyTally, retally, type Tally } from '../../shared/task/tally.ts';

/** A place in the order of tasks; `task` is replaced as it changes. */
export interface TaskRow {
  readonly id: TaskId;
  task: Task;
  searchName: string | null;
}

/** Bytes read and written by the tasks that succeeded. */
export interface ByteCount {
  readonly inBytes: number;
  readonly outBytes: number;
}

export function outputBytes(task: Task): number {
  return task.status === 'succeeded'
    ? task.outputs.reduce((sum, output) => sum + output.sizeBytes, 0)
    : 0;
}

function count(counts: Map<BatchId, number>, batchId: BatchId, sign: 1 | -1): void {
  const next = (counts.get(batchId) ?? 0) + sign;
  if (next > 0) counts.set(batchId, next);
  else counts.delete(batchId);
}

/**
 * This window's copy of the queue. It is changed in place: 100,000 rows cost no more
 * per change than ten. The ledger stays the owner; the copy keeps whatever has the higher number.
 */
export class TaskTable {
  rows: TaskRow[] = [];
  /** Another number each time that rows came, went or changed places. */
  arrangement = 0;
  tally: Tally = emptyTally;
  bytes: ByteCount = { inBytes: 0, outBytes: 0 };
  /** How many results are larger than their original. */
  largerCount = 0;
  /** How many tasks of each batch are on the queue; a batch without any is not there. */
  readonly batchSizes = new Map<BatchId, number>();
  /** How many tasks of each batch made something; a batch without any is not there. */
  readonly madeCounts = new Map<BatchId, number>();
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
    this.tally = retally(this.tally, before?.status ?? null, after?.status ?? null);
    this.#countBytes(before, -1);
    this.#countBytes(after, 1);
    this.#countBatch(before, -1);
    this.#countBatch(after, 1);
  }

  #countBatch(task: Task | null, sign: 1 | -1): void {
    if (!task) return;
    count(this.batchSizes, task.batchId, sign);
    if (outputsOf(task).length > 0) count(this.madeCounts, task.batchId, sign);
  }

  #countBytes(task: Task | null, sign: 1 | -1): void {
    if (task?.status !== 'succeeded') return;
    this.largerCount += sign * largerOutputs(task).length;
    this.bytes = {
      inBytes: this.bytes.inBytes + sign * (task.sizeBytes ?? 0),
      outBytes: this.bytes.outBytes + sign * outputBytes(task),
    };
  }
}

/** What a search looks through: the shown name, in lower case, made when first asked for. */
export function searchNameOf(row: TaskRow): string {
  row.searchName ??= searchFolded(displayName(row.task.sourcePath));
  return row.searchName;
}
