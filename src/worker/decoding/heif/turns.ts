import type { RasterPicture } from '../decoded.ts';
import type { PixelSize } from '../decoder.ts';
import type { PrimaryItem } from './primary-item.ts';

export interface Rectangle extends PixelSize {
  readonly left: number;
  readonly top: number;
}

/** Where a rectangle lies afterwards, and how large the picture is then. */
export type Turn = (rectangle: Rectangle, within: PixelSize) => readonly [Rectangle, PixelSize];

const quarterTurn: Turn = ({ left, top, width, height }, within) => [
  { left: top, top: within.width - left - width, width: height, height: width },
  { width: within.height, height: within.width },
];

const topToBottom: Turn = (rectangle, within) => [
  { ...rectangle, top: within.height - rectangle.top - rectangle.height },
  within,
];

const leftToRight: Turn = (rectangle, within) => [
  { ...rectangle, left: within.width - rectangle.left - rectangle.width },
  within,
];

/** Quarters against the clock, and mirrors. */
export function turnsIn(bytes: Uint8Array, properties: PrimaryItem['own']): Turn[] {
  return properties.flatMap(({ type, start }) => {
    const value = bytes[start] ?? 0;
    if (type === 'irot') return Array.from({ length: value & 3 }, () => quarterTurn);
    if (type === 'imir') return [(value & 1) === 0 ? topToBottom : leftToRight];
    return [];
  });
}

/** What takes these turns back. */
export const backwards = (turns: readonly Turn[]): Turn[] =>
  turns.toReversed().flatMap((turn) => (turn === quarterTurn ? [turn, turn, turn] : [turn]));

export function turned(
  rectangle: Rectangle,
  within: PixelSize,
  turns: readonly Turn[],
): readonly [Rectangle, PixelSize] {
  let now: readonly [Rectangle, PixelSize] = [rectangle, within];
  for (const turn of turns) now = turn(...now);
  return now;
}

/** The number in EXIF that means the same as these turns. */
export function orientationBy(turns: readonly Turn[]): number {
  const corner = { left: 0, top: 0, width: 1, height: 1 };
  const [{ left, top }, { width }] = turned(corner, { width: 3, height: 2 }, turns);
  const isRight = left > 0;
  const numbers = width === 3 ? [1, 2, 4, 3] : [5, 6, 8, 7];
  return numbers[(top > 0 ? 2 : 0) + (isRight ? 1 : 0)] ?? 1;
}

/** The raster with what its properties say of how it is turned. */
export function turnedRaster(
  picture: RasterPicture,
  bytes: Uint8Array,
  properties: PrimaryItem['own'],
): RasterPicture {
  const orientation = orientationBy(turnsIn(bytes, properties));
  if (orientation === 1) return picture;
  const { sourceWidth, sourceHeight } = picture;
  const isOnItsSide = orientation >= 5;
  const upright = isOnItsSide ? { sourceWidth: sourceHeight, sourceHeight: sourceWidth } : {};
  return { ...picture, ...upright, orientation };
}
