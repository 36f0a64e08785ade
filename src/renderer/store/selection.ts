import type { TaskId } from '../../shared/task/task.ts';
import { readingKey } from './reading-key.ts';

/** `focusedId` is where the keyboard is, `anchorId` where a range began. */
export interface Selection {
  readonly ids: ReadonlySet<TaskId>;
  readonly focusedId: TaskId | null;
  readonly anchorId: TaskId | null;
}

export const emptySelection: Selection = { ids: new Set(), focusedId: null, anchorId: null };

export function selectOnly(id: TaskId): Selection {
  return { ids: new Set([id]), focusedId: id, anchorId: id };
}

export function toggle(selection: Selection, id: TaskId): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, focusedId: id, anchorId: id };
}

/** From the anchor to `id`, in the order shown. */
export function selectRange(selection: Selection, id: TaskId, order: readonly TaskId[]): Selection {
  const anchorId = selection.anchorId ?? id;
  const from = order.indexOf(anchorId);
  const to = order.indexOf(id);
  if (from < 0 || to < 0) return selectOnly(id);
  const ids = new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1));
  return { ids, focusedId: id, anchorId };
}

export function selectAll(selection: Selection, order: readonly TaskId[]): Selection {
  return {
    ids: new Set(order),
    focusedId: selection.focusedId ?? order[0] ?? null,
    anchorId: order[0] ?? null,
  };
}

/** Where a key moves to in a grid of `columns` (1 is a list); null when the key does not move. */
export function movedIndex(
  key: string,
  from: number,
  grid: { readonly count: number; readonly columns: number; readonly pageRows: number },
): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -grid.columns,
    ArrowDown: grid.columns,
    PageUp: -grid.columns * grid.pageRows,
    PageDown: grid.columns * grid.pageRows,
    Home: -Infinity,
    End: Infinity,
  };
  const step = steps[readingKey(key)];
  if (step === undefined || grid.count === 0) return null;
  if (from < 0) return 0;
  const isOneRow = key === 'ArrowUp' || key === 'ArrowDown';
  const wanted = from + step;
  if (isOneRow && wanted < 0) return from;
  return Math.min(grid.count - 1, Math.max(0, wanted));
}
