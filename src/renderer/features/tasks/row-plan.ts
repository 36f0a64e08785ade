import type { BatchGroup } from '../../store/batch-groups.ts';

/** Where the rows of a list are: the heads of batches, and tasks side by side between them. */
export interface RowPlan {
  readonly count: number;
  readonly taskCount: number;
  /** The batch whose head a row is; undefined where it shows tasks. */
  readonly headOf: (row: number) => BatchGroup | undefined;
  /** The tasks of a row, by their places: from the first up to, not with, the last. */
  readonly tasksOf: (row: number) => { readonly from: number; readonly to: number };
  readonly rowOf: (index: number) => number;
  /** Those with a head, in order. */
  readonly parts: readonly Part[];
  /** The batch that a row is of; undefined where there are no heads. */
  readonly partOf: (row: number) => Part | undefined;
}

/** The rows of a batch, its head with them. `place` is among the batches, from 0. */
export interface Part {
  readonly group: BatchGroup;
  readonly place: number;
  readonly firstRow: number;
  readonly rowCount: number;
}

/** The last that is not beyond; parts are in order. */
export function lastUpTo(
  parts: readonly Part[],
  isUpTo: (part: Part) => boolean,
): Part | undefined {
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const part = parts[middle];
    if (part && isUpTo(part)) low = middle + 1;
    else high = middle;
  }
  return parts[low - 1];
}

function planOfOne(taskCount: number, columns: number): RowPlan {
  return {
    count: Math.ceil(taskCount / columns),
    taskCount,
    headOf: () => undefined,
    tasksOf: (row) => ({ from: row * columns, to: Math.min(taskCount, (row + 1) * columns) }),
    rowOf: (index) => Math.floor(index / columns),
    parts: [],
    partOf: () => undefined,
  };
}

/** Without groups all tasks follow each other; else each group begins with its head, on a row of its own. */
export function rowPlan(
  taskCount: number,
  groups: readonly BatchGroup[],
  columns: number,
): RowPlan {
  if (groups.length === 0) return planOfOne(taskCount, columns);
  const parts: Part[] = [];
  const heads = new Map<number, BatchGroup>();
  let count = 0;
  for (const group of groups) {
    const rowCount = 1 + Math.ceil(group.count / columns);
    parts.push({ group, place: parts.length, firstRow: count, rowCount });
    heads.set(count, group);
    count += rowCount;
  }
  const partOf = (row: number) => lastUpTo(parts, ({ firstRow }) => firstRow <= row);
  return {
    count,
    taskCount,
    headOf: (row) => heads.get(row),
    tasksOf: (row) => {
      const part = partOf(row);
      if (!part || part.firstRow === row) return { from: 0, to: 0 };
      const { from, count: own } = part.group;
      const first = (row - part.firstRow - 1) * columns;
      return { from: from + first, to: from + Math.min(own, first + columns) };
    },
    rowOf: (index) => {
      const part = lastUpTo(parts, ({ group }) => group.from <= index);
      if (!part) return 0;
      return part.firstRow + 1 + Math.floor((index - part.group.from) / columns);
    },
    parts,
    partOf,
  };
}

/**
 * The task so many rows of tasks below (above, if negative) in the same column, or as near to it as there is one; heads are passed
 * over. Beyond the end it is the last; beyond the beginning the first, but one row alone does not move sideways there.
 */
export function movedByRows(plan: RowPlan, index: number, rows: number): number {
  let row = plan.rowOf(index);
  const column = index - plan.tasksOf(row).from;
  const step = Math.sign(rows);
  let left = Math.abs(rows);
  for (let next = row + step; left > 0 && next >= 0 && next < plan.count; next += step) {
    const { from, to } = plan.tasksOf(next);
    if (from === to) continue;
    row = next;
    left -= 1;
  }
  if (left > 0 && step > 0) return plan.taskCount - 1;
  if (left > 0) return rows === -1 ? index : 0;
  const { from, to } = plan.tasksOf(row);
  return Math.min(from + column, to - 1);
}
