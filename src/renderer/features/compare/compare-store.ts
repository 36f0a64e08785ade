import { create } from 'zustand';
import type { Task, TaskId } from '../../../shared/task/task.ts';
import { selectOnly } from '../../store/selection.ts';
import { useView } from '../../store/view-store.ts';
import { canCompare } from '../tasks/compare.ts';
import type { Side } from './compare-sides.ts';
import { firstView, type View } from './compare-view.ts';

export type Mode = 'slider' | 'side';

interface Compare {
  readonly mode: Mode;
  readonly left: Side;
  /** Null: the first result of each picture. */
  readonly right: number | null;
  readonly view: View;
  /** Where the line between the two stands, from 0 to 100. */
  readonly split: number;
  /** While a key is held, only the left picture is seen. */
  readonly isPeeking: boolean;
}

/** Stays as it is from picture to picture, so that the same place of each can be looked at. */
export const useCompare = create<Compare>(() => ({
  mode: 'slider',
  left: 'source',
  right: null,
  view: firstView,
  split: 50,
  isPeeking: false,
}));

/** How a comparison begins; the way of comparing is remembered. */
export function beginCompare(): void {
  useCompare.setState({
    left: 'source',
    right: null,
    view: firstView,
    split: 50,
    isPeeking: false,
  });
}

export type FindTask = (id: TaskId) => Task | undefined;

/** The next picture with results in that direction; undefined at the end. */
export function neighbour(
  ids: readonly TaskId[],
  from: number,
  { step, find }: { readonly step: 1 | -1; readonly find: FindTask },
): TaskId | undefined {
  for (let at = from + step; at >= 0 && at < ids.length; at += step) {
    const id = ids[at];
    if (id !== undefined && canCompare(find(id))) return id;
  }
  return undefined;
}

/** Shows another picture, which is then the selected one of the list, too. */
export function compareNext(id: TaskId | undefined): void {
  if (id === undefined) return;
  const view = useView.getState();
  view.setSelection(selectOnly(id));
  if (view.detailId !== null) view.openDetail(id);
  view.compare(id);
}
