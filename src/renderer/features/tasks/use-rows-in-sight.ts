import { type RefObject, useLayoutEffect, useReducer, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { RowPlaces, RowRange } from './row-places.ts';

const areSame = (a: RowRange, b: RowRange) => a.first === b.first && a.last === b.last;

/** The rows that are in sight, wholly or in part; draws again only when they are others. */
export function useRowsInSight(
  scrollRef: RefObject<HTMLElement | null>,
  places: RowPlaces,
): RowRange {
  const sight = useRef({ top: 0, end: 0 });
  const current = useRef(places);
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => {
    current.current = places;
  });
  useLayoutEffect(() => {
    const box = scrollRef.current;
    if (!box) return undefined;
    const look = () => {
      const { rowsBetween } = current.current;
      const before = rowsBetween(sight.current.top, sight.current.end);
      const { scrollTop: top, clientHeight: height } = box;
      sight.current = { top, end: top + height };
      if (!areSame(before, rowsBetween(top, top + height))) drawAgain();
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
  return places.rowsBetween(sight.current.top, sight.current.end);
}
