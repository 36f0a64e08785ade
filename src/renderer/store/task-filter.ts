import { searchFolded } from '../../shared/paths/safe-segment.ts';
import { type Tally, totalOf } from '../../shared/task/tally.ts';
import type { TaskStatus } from '../../shared/task/status.ts';
import type { TaskId } from '../../shared/task/task.ts';
import { searchNameOf, type TaskRow } from './task-table.ts';

export const taskFilters = [
  'all',
  'running',
  'succeeded',
  'failed',
  'queued',
  'skipped',
  'cancelled',
] as const satisfies readonly ('all' | TaskStatus)[];
export type TaskFilter = (typeof taskFilters)[number];

export function countOf(tally: Tally, filter: TaskFilter): number {
  return filter === 'all' ? totalOf(tally) : tally[filter];
}

/** Ids in the order they were added. One pass; nothing is made for a row that does not match. */
export function matchingIds(
  rows: readonly TaskRow[],
  wanted: { readonly filter: TaskFilter; readonly search: string },
): TaskId[] {
  const search = searchFolded(wanted.search.trim());
  const ids: TaskId[] = [];
  for (const row of rows) {
    if (wanted.filter !== 'all' && row.task.status !== wanted.filter) continue;
    if (search !== '' && !searchNameOf(row).includes(search)) continue;
    ids.push(row.id);
  }
  return ids;
}
