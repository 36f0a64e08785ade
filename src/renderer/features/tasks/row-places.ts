import { lastUpTo, type RowPlan } from './row-plan.ts';

/** In pixels; a head and a row of tasks have one height each in all of a list. */
export interface RowSizes {
  readonly headHeight: number;
  readonly rowHeight: number;
  /** Above the first row and below the last one. */
  readonly padding: { readonly start: number; readonly end: number };
}

/** From the first row to the last one, which is before the first where there are none. */
export interface RowRange {
  readonly first: number;
  readonly last: number;
}

/** Where the rows of a list stand, in pixels from its beginning. */
export interface RowPlaces {
  readonly count: number;
  /** Of a row of tasks. */
  readonly rowHeight: number;
  /** Of all rows, and what is above and below them. */
  readonly height: number;
  readonly topOf: (row: number) => number;
  /** Where it ends. */
  readonly endOf: (row: number) => number;
  readonly rowsBetween: (top: number, end: number) => RowRange;
}

/** Worked out when it is asked for: 100,000 rows that grow eight times a second are more than can be noted down each time. */
export function rowPlaces(plan: RowPlan, { headHeight, rowHeight, padding }: RowSizes): RowPlaces {
  const { count, parts } = plan;
  /** As if heads were as high as rows: what more they take is added for each that has been passed. */
  const topBehind = (row: number, heads: number) =>
    padding.start + row * rowHeight + heads * (headHeight - rowHeight);
  const headsBefore = (row: number) => {
    const part = plan.partOf(row);
    if (!part) return 0;
    return row === part.firstRow ? part.place : part.place + 1;
  };
  const topOf = (row: number) => topBehind(row, headsBefore(row));
  const rowAt = (top: number) => {
    const part = lastUpTo(parts, ({ firstRow, place }) => topBehind(firstRow, place) <= top);
    const headEnd = part ? topBehind(part.firstRow + 1, part.place + 1) : padding.start;
    const firstRow = part ? part.firstRow + 1 : 0;
    const row = firstRow + Math.floor((top - headEnd) / rowHeight);
    // Within a head, however many rows it is as high as.
    const least = part ? part.firstRow : 0;
    return Math.max(least, Math.min(count - 1, row));
  };
  return {
    count,
    rowHeight,
    height: topBehind(count, parts.length) + padding.end,
    topOf,
    endOf: (row) => topOf(row) + (plan.headOf(row) ? headHeight : rowHeight),
    rowsBetween: (top, end) =>
      count === 0 ? { first: 0, last: -1 } : { first: rowAt(top), last: rowAt(end) },
  };
}
