import './point-pad.css';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { uiWords } from '../../shared/words/areas/ui.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface PointPadProps {
  label: string;
  point: Point;
  /** Nobody chose it yet. */
  isTentative?: boolean;
  /** The picture that the point lies on; it gives the pad its size. */
  children: ReactNode;
  onChange: (point: Point) => void;
}

const step = 0.01;
const largeStep = 0.1;
const directions: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** A whole number of thousandths from 0 to 1, so that the same place is the same point. */
const fraction = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;

/** Null while the picture is not there yet: the pad then has no size. */
function pointUnder(event: PointerEvent<HTMLElement>): Point | null {
  const area = event.currentTarget.getBoundingClientRect();
  if (area.width === 0 || area.height === 0) return null;
  return {
    x: fraction((event.clientX - area.left) / area.width),
    y: fraction((event.clientY - area.top) / area.height),
  };
}

const percent = (value: number) => Math.round(value * 100);

/** A point on a picture: dragged, or moved with the arrow keys (in large steps with Shift). */
export function PointPad({ label, point, isTentative = false, children, onChange }: PointPadProps) {
  const moveByKey = (event: KeyboardEvent) => {
    const direction = directions[event.key];
    if (!direction) return;
    event.preventDefault();
    event.stopPropagation();
    const by = event.shiftKey ? largeStep : step;
    const moved = {
      x: fraction(point.x + direction.x * by),
      y: fraction(point.y + direction.y * by),
    };
    onChange(moved);
  };
  const follow = (event: PointerEvent<HTMLElement>) => {
    const under = pointUnder(event);
    if (under) onChange(under);
  };
  return (
    <div
      className="point-pad"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        follow(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
      }}
    >
      {children}
      <button
        type="button"
        className="point-pad-point"
        data-tentative={isTentative ? '' : undefined}
        style={{ left: `${point.x * 100}%`, top: `${point.y * 100}%` }}
        aria-label={uiWords('labelPercentFromLeftPercent2', {
          label,
          percent: percent(point.x),
          percent2: percent(point.y),
        })}
        title={uiWords('dragOrUseArrowKeys')}
        onKeyDown={moveByKey}
      />
    </div>
  );
}
