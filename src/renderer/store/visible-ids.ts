import { create } from 'zustand';
import type { BatchId, TaskId } from '../../shared/task/task.ts';
import { type BatchGroup, groupByBatch } from './batch-groups.ts';
import { mirror, taskOnQueue, useQueue } from './queue-store.ts';
import { matchingRows, useView } from './view-store.ts';
import { throttle } from './throttle.ts';

/** While tasks run, the list is gone through at most this often. */
const refreshMs = 120;

const areSame = (a: readonly TaskId[], b: readonly TaskId[]) =>
  a.length === b.length && a.every((id, index) => id === b[index]);

const areSameGroups = (a: readonly BatchGroup[], b: readonly BatchGroup[]) =>
  a.length === b.length &&
  a.every((group, index) => group.batchId === b[index]?.batchId && group.count === b[index].count);

/** The tasks that the filter, the search and folded batches leave; the same array while none came or went. */
export const useVisibleIds = create<readonly TaskId[]>(() => []);

/** The same tasks by batch; empty while there is only one batch, which needs no head of its own. */
export const useVisibleGroups = create<readonly BatchGroup[]>(() => []);

/** What all rows were shown from; null while a filter or a search leaves some out. */
let shownWhole: { readonly arrangement: number; readonly folded: ReadonlySet<BatchId> } | null =
  null;

function refresh(): void {
  const { filter, search, foldedBatches } = useView.getState();
  const { arrangement, rows, batchSums } = mirror.table;
  const isWhole = filter === 'all' && search.trim() === '';
  const isShown = shownWhole?.arrangement === arrangement && shownWhole.folded === foldedBatches;
  // 100,000 ids each time that a task changes would be most of the garbage while tasks run.
  if (isWhole && isShown) return;
  shownWhole = isWhole ? { arrangement, folded: foldedBatches } : null;
  const matching = matchingRows(rows, { filter, search });
  const { ids, groups } =
    batchSums.size > 1
      ? groupByBatch(matching, foldedBatches)
      : { ids: matching.map(({ id }) => id), groups: [] };
  if (!areSame(useVisibleIds.getState(), ids)) useVisibleIds.setState(ids, true);
  if (!areSameGroups(useVisibleGroups.getState(), groups)) useVisibleGroups.setState(groups, true);
}

/** Shows only the head of a batch, or all of it. What is out of sight is not selected: nothing is done to it unseen. */
export function foldBatch(batchId: BatchId, isFolded: boolean): void {
  const { foldedBatches, selection, setFolded, setSelection } = useView.getState();
  const folded = new Set(foldedBatches);
  if (isFolded) folded.add(batchId);
  else folded.delete(batchId);
  const isOut = (id: TaskId | null) => id !== null && taskOnQueue(id)?.batchId === batchId;
  if (isFolded) {
    setSelection({
      ids: new Set([...selection.ids].filter((id) => !isOut(id))),
      focusedId: isOut(selection.focusedId) ? null : selection.focusedId,
      anchorId: isOut(selection.anchorId) ? null : selection.anchorId,
    });
  }
  setFolded(folded);
}

/** Keeps the visible tasks up to date until it is told to stop. */
export function followVisibleIds(): () => void {
  const refreshSoon = throttle(refresh, refreshMs);
  const stops = [
    useQueue.subscribe(refreshSoon),
    useView.subscribe((view, before) => {
      const isSame =
        view.filter === before.filter &&
        view.search === before.search &&
        view.foldedBatches === before.foldedBatches;
      if (!isSame) refresh();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
