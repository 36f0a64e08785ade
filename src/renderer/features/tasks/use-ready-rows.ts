import { useEffect, useReducer, useRef } from 'react';
import type { RowRange } from './row-places.ts';

/** How far above and below what is in sight rows stand ready, in pixels: a turn of the wheel does not get past them. */
const readyPx = 400;
/** In so many frames they come after a jump. */
const framesToReady = 3;

/** What was drawn last: from where, and how many rows beside those in sight. */
interface Drawn {
  readonly start: number;
  readonly ready: number;
}

/** How many rows beside those in sight are drawn now: none after a jump, when nothing of what was drawn is in sight any more. */
export function readyRows(drawn: Drawn, range: RowRange): number {
  const isJump = Math.abs(range.first - drawn.start) > range.last - range.first;
  return isJump ? 0 : drawn.ready;
}

/**
 * Which rows a list draws: those in sight, and some beside them. After a jump those in sight come first, so that its frame has
 * no more to do than it must; the others follow a few a frame.
 */
export function useReadyRows(rowHeight: number): (range: RowRange, count: number) => number[] {
  const most = Math.ceil(readyPx / rowHeight);
  const drawn = useRef<Drawn>({ start: 0, ready: most });
  const next = useRef<Drawn>({ start: 0, ready: most });
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    drawn.current = next.current;
    const { start, ready } = drawn.current;
    if (ready >= most) return undefined;
    const frame = requestAnimationFrame(() => {
      drawn.current = { start, ready: Math.min(most, ready + Math.ceil(most / framesToReady)) };
      drawAgain();
    });
    return () => cancelAnimationFrame(frame);
  });
  return (range, count) => {
    const ready = readyRows(drawn.current, range);
    next.current = { start: range.first, ready };
    const first = Math.max(0, range.first - ready);
    const last = Math.min(count - 1, range.last + ready);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
  };
}
