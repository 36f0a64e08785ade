import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { useCompare } from './compare-store.ts';
import {
  isWholeInSight,
  type Pane,
  panned,
  placeOf,
  type Shape,
  zoomedAt,
  zoomOf,
} from './compare-view.ts';

/** As much for one notch of a wheel as for a step of a finger on a pad. */
const zoomPerPixel = 1.002;
/** Some wheels count lines. */
const pixelsPerLine = 16;

/** Where a pointer is in the pane it is over: side by side both show the same place. */
function pointIn(
  stage: Element,
  { clientX, clientY }: { clientX: number; clientY: number },
  pane: Pane,
) {
  const { left, top, width } = stage.getBoundingClientRect();
  const x = clientX - left;
  const second = width - pane.width;
  return { x: second > 1 && x >= second ? x - second : x, y: clientY - top };
}

function moveSplit(stage: Element, clientX: number): void {
  const { left, width } = stage.getBoundingClientRect();
  const split = Math.min(100, Math.max(0, ((clientX - left) / width) * 100));
  useCompare.setState({ split });
}

const isOnLine = ({ target }: PointerEvent) =>
  target instanceof Element && target.closest('.versus-line') !== null;

/** Drags the line or the pictures, and zooms with the wheel where the pointer is. */
export function useStagePointer(ref: RefObject<HTMLElement | null>, shape: Shape) {
  const drag = useRef<'line' | 'pictures' | null>(null);
  const last = useRef({ x: 0, y: 0 });

  useEffect(() => {
    const stage = ref.current;
    const onWheel = (event: WheelEvent) => {
      if (!stage) return;
      event.preventDefault();
      const { view } = useCompare.getState();
      const moved = event.deltaMode === 0 ? event.deltaY : event.deltaY * pixelsPerLine;
      const zoom = zoomOf(view, shape) * zoomPerPixel ** -moved;
      const point = pointIn(stage, event, shape.pane);
      useCompare.setState({ view: zoomedAt(view, { zoom, point }, shape) });
    };
    // React listens for wheels passively.
    stage?.addEventListener('wheel', onWheel, { passive: false });
    return () => stage?.removeEventListener('wheel', onWheel);
  }, [ref, shape]);

  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      const { view, mode } = useCompare.getState();
      const isWhole = isWholeInSight(placeOf(view, shape), shape.pane);
      drag.current = mode === 'slider' && (isWhole || isOnLine(event)) ? 'line' : 'pictures';
      last.current = { x: event.clientX, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
      if (drag.current === 'line') moveSplit(event.currentTarget, event.clientX);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (drag.current === 'line') moveSplit(event.currentTarget, event.clientX);
      if (drag.current !== 'pictures') return;
      const by = { x: event.clientX - last.current.x, y: event.clientY - last.current.y };
      last.current = { x: event.clientX, y: event.clientY };
      useCompare.setState(({ view }) => ({ view: panned(view, by, shape) }));
    },
    onLostPointerCapture() {
      drag.current = null;
    },
  };
}
