/** Where a person looks: the same place of both pictures. */
export interface View {
  /** Pixels of the screen for one of the result's; `fit` shows all of it. */
  readonly zoom: number | 'fit';
  /** What is in the middle, as fractions of the picture. */
  readonly centre: Point;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The room a picture is looked at in, in CSS pixels, and how many pixels of the screen each of those has. */
export interface Pane extends Size {
  readonly density: number;
}

/** The result's size, which both pictures are drawn in, and the room for it. */
export interface Shape {
  readonly frame: Size;
  readonly pane: Pane;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Place extends Size {
  readonly left: number;
  readonly top: number;
}

export const firstView: View = { zoom: 'fit', centre: { x: 0.5, y: 0.5 } };

/** Around a picture that is shown whole. CSS pixels. */
const margin = 12;
export const closest = 32;
/** Steps of the keys and buttons, besides the one at which the picture fits. */
const steps = [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8, 16, closest];

/** The zoom at which all of the picture is seen. */
export function fitZoom({ frame, pane }: Shape): number {
  const across = Math.max(1, pane.width - 2 * margin) / frame.width;
  const down = Math.max(1, pane.height - 2 * margin) / frame.height;
  return Math.min(across, down) * pane.density;
}

export function zoomOf({ zoom }: View, shape: Shape): number {
  return zoom === 'fit' ? fitZoom(shape) : zoom;
}

/** Where one edge begins: in the middle where there is room, and never so that a gap opens at a border. */
function begin(centre: number, length: number, room: number): number {
  if (length <= room) return (room - length) / 2;
  return Math.min(0, Math.max(room - length, room / 2 - centre * length));
}

/** Where the whole picture lies, in the pane's CSS pixels. */
export function placeOf(view: View, shape: Shape): Place {
  const { frame, pane } = shape;
  const scale = zoomOf(view, shape) / pane.density;
  const width = frame.width * scale;
  const height = frame.height * scale;
  return {
    left: begin(view.centre.x, width, pane.width),
    top: begin(view.centre.y, height, pane.height),
    width,
    height,
  };
}

export function isWholeInSight({ width, height }: Size, pane: Pane): boolean {
  return width <= pane.width + 0.5 && height <= pane.height + 0.5;
}

const centreOf = ({ left, top, width, height }: Place, pane: Pane) => ({
  x: Math.min(1, Math.max(0, (pane.width / 2 - left) / width)),
  y: Math.min(1, Math.max(0, (pane.height / 2 - top) / height)),
});

/** Moved by so many CSS pixels. What lies beyond a border is not counted, so that the way back begins at once. */
export function panned(view: View, by: Point, shape: Shape): View {
  const { pane } = shape;
  const place = placeOf(view, shape);
  const moved = centreOf({ ...place, left: place.left + by.x, top: place.top + by.y }, pane);
  const held = placeOf({ ...view, centre: moved }, shape);
  return { ...view, centre: centreOf(held, pane) };
}

/** What is under `point` (CSS pixels of the pane) stays there. */
export function zoomedAt(
  view: View,
  to: { readonly zoom: number; readonly point: Point },
  shape: Shape,
): View {
  const { frame, pane } = shape;
  const { zoom, point } = to;
  const before = placeOf(view, shape);
  const least = Math.min(fitZoom(shape), steps[0] ?? 1);
  const next = Math.min(closest, Math.max(least, zoom));
  const width = (frame.width * next) / pane.density;
  const height = (frame.height * next) / pane.density;
  const left = point.x - ((point.x - before.left) / before.width) * width;
  const top = point.y - ((point.y - before.top) / before.height) * height;
  return { zoom: next, centre: centreOf({ left, top, width, height }, pane) };
}

/** The next step closer or farther, around the middle. */
export function stepped(view: View, direction: 1 | -1, shape: Shape): View {
  const now = zoomOf(view, shape);
  const fit = fitZoom(shape);
  // A step that hardly differs from the one before would look like none.
  const all = [...steps.filter((step) => Math.abs(step / fit - 1) > 0.1), fit].toSorted(
    (a, b) => a - b,
  );
  const next =
    direction > 0
      ? all.find((step) => step > now * 1.01)
      : all.findLast((step) => step < now * 0.99);
  if (next === undefined) return view;
  return { ...view, zoom: next === fit ? 'fit' : next };
}
