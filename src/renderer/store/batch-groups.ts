import type { BatchId, TaskId } from '../../shared/task/task.ts';
import type { TaskRow } from './task-table.ts';

/** A batch in the list: `count` of its tasks are shown, from the place `from` among all that are; none while it is folded. */
export interface BatchGroup {
  readonly batchId: BatchId;
  readonly from: number;
  readonly count: number;
}

interface Grouped {
  readonly ids: readonly TaskId[];
  readonly groups: readonly BatchGroup[];
}

/** The ids of these rows batch by batch, in the order in which the batches came. What is folded keeps its group and loses its ids. */
export function groupByBatch(rows: readonly TaskRow[], folded: ReadonlySet<BatchId>): Grouped {
  // A folder that is still being looked through adds to its batch after others have come.
  const byBatch = new Map<BatchId, TaskId[]>();
  for (const { id, task } of rows) {
    const known = byBatch.get(task.batchId);
    const ids = known ?? [];
    if (!known) byBatch.set(task.batchId, ids);
    if (!folded.has(task.batchId)) ids.push(id);
  }
  const ids: TaskId[] = [];
  const groups: BatchGroup[] = [];
  for (const [batchId, own] of byBatch) {
    groups.push({ batchId, from: ids.length, count: own.length });
    for (const id of own) ids.push(id);
  }
  return { ids, groups };
}
