import { fitsInPage, partSize, type PicturePart } from '../../../shared/task/picture-part.ts';
import type { Pane, Place, Size } from './compare-view.ts';

/** How much around what is in sight comes along, of its width and height: a small move shows no edge. */
const around = 0.3;
/** Parts begin and end at multiples of these pixels as shown, so that nearly the same place is the same part. */
const gridPx = 128;
/** 4 bytes each. Fewer than a page may hold, as the one before stays until this is there. */
const mostPixels = 6_000_000;

interface InSight {
  /** Of the picture itself, in its own pixels. */
  readonly size: Size;
  /** How wide a copy of all of it is there. */
  readonly copyWidth: number;
  readonly place: Place;
  readonly pane: Pane;
}

/** From where to where of one edge, within the picture. */
interface Span {
  readonly from: number;
  readonly to: number;
}

function visible({ start, length, room }: Readonly<Record<'start' | 'length' | 'room', number>>) {
  return {
    from: Math.max(0, -start) / length,
    to: Math.min(length, room - start) / length,
  };
}

const widened = ({ from, to }: Span, share: number): Span => {
  const more = (to - from) * share;
  return { from: Math.max(0, from - more), to: Math.min(1, to + more) };
};

/** In pixels, at the lines of the grid around it. */
function onGrid({ from, to }: Span, length: number, step: number): Span {
  return {
    from: Math.floor((from * length) / step) * step,
    to: Math.min(length, Math.ceil((to * length) / step) * step),
  };
}

function covers(part: PicturePart, across: Span, down: Span): boolean {
  return (
    part.left <= across.from &&
    part.top <= down.from &&
    part.left + part.width >= across.to &&
    part.top + part.height >= down.to
  );
}

/**
 * The part of a picture that is needed to see it as sharp as it is, `current` for as long as that does; null where the copy of all of it
 * is sharp enough, or nothing of it is in sight.
 */
export function closerPart(
  { size, copyWidth, place, pane }: InSight,
  current: PicturePart | null,
): PicturePart | null {
  const shownWidth = place.width * pane.density;
  if (Math.min(shownWidth, size.width) <= copyWidth * 1.02) return null;
  const shrink = 2 ** Math.max(0, Math.floor(Math.log2(size.width / shownWidth) + 0.01));
  const across = visible({ start: place.left, length: place.width, room: pane.width });
  const down = visible({ start: place.top, length: place.height, room: pane.height });
  if (across.to <= across.from || down.to <= down.from) return null;
  const cutTo = (share: number, by: number): PicturePart => {
    const step = gridPx * by;
    const x = onGrid(widened(across, share), size.width, step);
    const y = onGrid(widened(down, share), size.height, step);
    return { left: x.from, top: y.from, width: x.to - x.from, height: y.to - y.from, shrink: by };
  };
  const inPixels = (span: Span, length: number): Span => ({
    from: span.from * length,
    to: span.to * length,
  });
  const generous = cutTo(around, shrink);
  const { width, height } = partSize(generous);
  const isFew = width * height <= mostPixels;
  // A screen may have more pixels than a page may hold of one picture.
  const fitting = [cutTo(0, shrink), cutTo(0, shrink * 2), cutTo(0, shrink * 4)].find(fitsInPage);
  const part = isFew ? generous : (fitting ?? null);
  if (
    part &&
    current?.shrink === part.shrink &&
    covers(current, inPixels(across, size.width), inPixels(down, size.height))
  )
    return current;
  return part;
}
