import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual';
import { useEffect, useReducer, useRef } from 'react';

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
export function readyRows(drawn: Drawn, range: Pick<Range, 'startIndex' | 'endIndex'>): number {
  const isJump = Math.abs(range.startIndex - drawn.start) > range.endIndex - range.startIndex;
  return isJump ? 0 : drawn.ready;
}

/**
 * Which rows a list draws: those in sight, and some beside them. After a jump those in sight come first, so that its frame has
 * no more to do than it must; the others follow a few a frame.
 */
export function useReadyRows(rowHeight: number): (range: Range) => number[] {
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
  return (range) => {
    const ready = readyRows(drawn.current, range);
    next.current = { start: range.startIndex, ready };
    return defaultRangeExtractor({ ...range, overscan: ready });
  };
}
