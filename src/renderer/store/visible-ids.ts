import { create } from 'zustand';
import type { TaskId } from '../../shared/task/task.ts';
import { mirror, useQueue } from './queue-store.ts';
import { matchingIds, useView } from './view-store.ts';
import { throttle } from './throttle.ts';

/** While tasks run, the list is gone through at most this often. */
const refreshMs = 120;

const areSame = (a: readonly TaskId[], b: readonly TaskId[]) =>
  a.length === b.length && a.every((id, index) => id === b[index]);

/** The tasks that the filter and the search leave; the same array while none came or went. */
export const useVisibleIds = create<readonly TaskId[]>(() => []);

/** The arrangement of rows whose ids are all visible now; null while some are left out. */
let shownWhole: number | null = null;

function refresh(): void {
  const { filter, search } = useView.getState();
  const { arrangement } = mirror.table;
  const isWhole = filter === 'all' && search.trim() === '';
  // 100,000 ids each time that a task changes would be most of the garbage while tasks run.
  if (isWhole && shownWhole === arrangement) return;
  shownWhole = isWhole ? arrangement : null;
  const ids = matchingIds(mirror.table.rows, useView.getState());
  if (!areSame(useVisibleIds.getState(), ids)) useVisibleIds.setState(ids, true);
}

/** Keeps the visible tasks up to date until it is told to stop. */
export function followVisibleIds(): () => void {
  const refreshSoon = throttle(refresh, refreshMs);
  const stops = [
    useQueue.subscribe(refreshSoon),
    useView.subscribe((view, before) => {
      if (view.filter !== before.filter || view.search !== before.search) refresh();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
