import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { RowPlaces, RowRange } from './row-places.ts';

/** How far above and below what is in sight rows stand ready, in pixels: a turn of the wheel does not get past them. */
const readyPx = 400;
/** In so many frames they come after a jump. */
const framesToReady = 3;

const areSame = (a: RowRange, b: RowRange) => a.first === b.first && a.last === b.last;

/** What was drawn last: from which row, and how many beside those in sight. */
interface Drawn {
  readonly start: number;
  readonly ready: number;
}

/** How many rows beside those in sight are drawn now: none after a jump, when nothing of what was drawn is in sight any more. */
export function readyRows(drawn: Drawn, range: RowRange): number {
  const isJump = Math.abs(range.first - drawn.start) > range.last - range.first;
  return isJump ? 0 : drawn.ready;
}

interface Sight {
  /** In pixels from the beginning of the list. */
  readonly top: number;
  readonly end: number;
  /** Rows beside those in sight. */
  readonly ready: number;
}

const rowsOf = ({ top, end }: Sight, { rowsBetween }: RowPlaces) => rowsBetween(top, end);

/**
 * Which rows a list draws: those in sight, and some beside them; it draws again only when they are others. After a jump those in
 * sight come first, so that its frame has no more to do than it must; the others follow a few a frame.
 */
export function useRowsInSight(
  scrollRef: RefObject<HTMLElement | null>,
  places: RowPlaces,
): readonly number[] {
  const most = Math.ceil(readyPx / places.rowHeight);
  const [sight, setSight] = useState<Sight>({ top: 0, end: 0, ready: most });
  const current = useRef({ places, sight });
  useLayoutEffect(() => {
    current.current = { places, sight };
  });
  useLayoutEffect(() => {
    const box = scrollRef.current;
    if (!box) return undefined;
    const look = () => {
      const was = current.current;
      const before = rowsOf(was.sight, was.places);
      const { scrollTop: top, clientHeight: height } = box;
      const now = was.places.rowsBetween(top, top + height);
      const ready = readyRows({ start: before.first, ready: was.sight.ready }, now);
      // A short list shows the same rows in a larger window, but it may grow.
      const isAsHigh = was.sight.end - was.sight.top === height;
      if (!isAsHigh || !areSame(before, now)) setSight({ top, end: top + height, ready });
    };
    // In the frame that shows the new place: a frame later nothing would stand there in this one.
    const lookAtOnce = () => flushSync(look);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(box);
    box.addEventListener('scroll', lookAtOnce, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', lookAtOnce);
    };
  }, [scrollRef]);
  useEffect(() => {
    if (sight.ready >= most) return undefined;
    const frame = requestAnimationFrame(() => {
      const ready = Math.min(most, sight.ready + Math.ceil(most / framesToReady));
      setSight((was) => ({ ...was, ready }));
    });
    return () => cancelAnimationFrame(frame);
  }, [sight, most]);
  const range = rowsOf(sight, places);
  const ready = Math.min(most, sight.ready);
  const first = Math.max(0, range.first - ready);
  const last = Math.min(places.count - 1, range.last + ready);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
}
