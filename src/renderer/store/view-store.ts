import { create } from 'zustand';
import type { Place } from '../../shared/ipc/announcements.ts';
import { searchFolded } from '../../shared/paths/safe-segment.ts';
import type { TaskStatus } from '../../shared/task/status.ts';
import { type Tally, totalOf } from '../../shared/task/tally.ts';
import type { BatchId, TaskId } from '../../shared/task/task.ts';
import { emptySelection, type Selection } from './selection.ts';
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

interface Wanted {
  readonly filter: TaskFilter;
  readonly search: string;
}

/** Those that match, in the order they were added. One pass; nothing is made for a row that does not match. */
export function matchingRows(rows: readonly TaskRow[], wanted: Wanted): readonly TaskRow[] {
  const search = searchFolded(wanted.search.trim());
  if (wanted.filter === 'all' && search === '') return rows;
  return rows.filter(
    (row) =>
      (wanted.filter === 'all' || row.task.status === wanted.filter) &&
      (search === '' || searchNameOf(row).includes(search)),
  );
}

export const matchingIds = (rows: readonly TaskRow[], wanted: Wanted): TaskId[] =>
  matchingRows(rows, wanted).map(({ id }) => id);

interface View {
  readonly place: Place;
  readonly filter: TaskFilter;
  readonly search: string;
  readonly selection: Selection;
  /** Batches of which only the head is shown. */
  readonly foldedBatches: ReadonlySet<BatchId>;
  readonly detailId: TaskId | null;
  /** The task whose pictures are compared at full size, above everything else. */
  readonly comparedId: TaskId | null;
  /** Shows the crops in place of the queue. */
  readonly isCheckingCrops: boolean;
  /** The recipe as a sheet, on windows too narrow for the panel. */
  readonly isRecipeSheetOpen: boolean;
  /** The search field of the list shall have the keyboard, until it has. */
  readonly wantsSearch: boolean;
  goTo: (place: Place) => void;
  setFilter: (filter: TaskFilter) => void;
  setSearch: (search: string) => void;
  setSelection: (selection: Selection) => void;
  setFolded: (foldedBatches: ReadonlySet<BatchId>) => void;
  openDetail: (id: TaskId | null) => void;
  compare: (id: TaskId | null) => void;
  showRecipeSheet: (isOpen: boolean) => void;
  checkCrops: (isChecking: boolean) => void;
  requestSearch: () => void;
}

/** What is looked for is shown wherever it is, also in a batch that was folded away. */
const unfoldedIf = (isNarrowed: boolean): Partial<Pick<View, 'foldedBatches'>> =>
  isNarrowed ? { foldedBatches: new Set() } : {};

export const useView = create<View>((set) => ({
  place: 'queue',
  filter: 'all',
  search: '',
  selection: emptySelection,
  foldedBatches: new Set(),
  detailId: null,
  comparedId: null,
  isCheckingCrops: false,
  isRecipeSheetOpen: false,
  wantsSearch: false,
  goTo: (place) =>
    set((view) => ({
      place,
      detailId: null,
      comparedId: null,
      isCheckingCrops: false,
      isRecipeSheetOpen: false,
      // What is selected in one list is out of sight in another.
      selection: place === view.place ? view.selection : emptySelection,
    })),
  setFilter: (filter) =>
    set({ filter, selection: emptySelection, ...unfoldedIf(filter !== 'all') }),
  setSearch: (search) =>
    set({ search, selection: emptySelection, ...unfoldedIf(search.trim() !== '') }),
  setSelection: (selection) => set({ selection }),
  setFolded: (foldedBatches) => set({ foldedBatches }),
  openDetail: (detailId) => set({ detailId }),
  compare: (comparedId) => set({ comparedId }),
  showRecipeSheet: (isRecipeSheetOpen) => set({ isRecipeSheetOpen }),
  checkCrops: (isCheckingCrops) => set({ isCheckingCrops, detailId: null }),
  requestSearch: () => set({ wantsSearch: true, comparedId: null, isCheckingCrops: false }),
}));
