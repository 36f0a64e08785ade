import { create } from 'zustand';
import type { Place } from '../../shared/ipc/announcements.ts';
import type { TaskId } from '../../shared/task/task.ts';
import { emptySelection, type Selection } from './selection.ts';
import type { TaskFilter } from './task-filter.ts';

interface View {
  readonly place: Place;
  readonly filter: TaskFilter;
  readonly search: string;
  readonly selection: Selection;
  readonly detailId: TaskId | null;
  /** Shows the crops in place of the queue. */
  readonly isCheckingCrops: boolean;
  /** The recipe as a sheet, on windows too narrow for the panel. */
  readonly isRecipeSheetOpen: boolean;
  /** Rises each time something asks for the search field to be focused. */
  readonly searchRequests: number;
  goTo: (place: Place) => void;
  setFilter: (filter: TaskFilter) => void;
  setSearch: (search: string) => void;
  setSelection: (selection: Selection) => void;
  openDetail: (id: TaskId | null) => void;
  showRecipeSheet: (isOpen: boolean) => void;
  checkCrops: (isChecking: boolean) => void;
  requestSearch: () => void;
}

export const useView = create<View>((set) => ({
  place: 'queue',
  filter: 'all',
  search: '',
  selection: emptySelection,
  detailId: null,
  isCheckingCrops: false,
  isRecipeSheetOpen: false,
  searchRequests: 0,
  goTo: (place) =>
    set((view) => ({
      place,
      detailId: null,
      isCheckingCrops: false,
      isRecipeSheetOpen: false,
      // What is selected in one list is out of sight in another.
      selection: place === view.place ? view.selection : emptySelection,
    })),
  setFilter: (filter) => set({ filter, selection: emptySelection }),
  setSearch: (search) => set({ search, selection: emptySelection }),
  setSelection: (selection) => set({ selection }),
  openDetail: (detailId) => set({ detailId }),
  showRecipeSheet: (isRecipeSheetOpen) => set({ isRecipeSheetOpen }),
  checkCrops: (isCheckingCrops) => set({ isCheckingCrops, detailId: null }),
  requestSearch: () => set((view) => ({ searchRequests: view.searchRequests + 1 })),
}));
