import { Buffer } from 'node:buffer';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { coloursIn, type RasterPicture } from '../decoded.ts';
import type { PixelSize } from '../decoder.ts';
import type { PrimaryItem } from './primary-item.ts';

interface Rectangle extends PixelSize {
  readonly left: number;
  readonly top: number;
}

/** The part of an edge that `clap` keeps: its length and how far its middle is off, each a fraction of two numbers. */
function keptOf(
  edge: number,
  numbers: readonly number[],
): readonly [start: number, length: number] {
  const [length = 0, lengthOf = 0, off = 0, offOf = 0] = numbers;
  const kept = Math.min(edge, Math.max(1, Math.round(length / lengthOf)));
  const start = Math.round((edge - kept) / 2 + off / offOf);
  return [Math.min(edge - kept, Math.max(0, start)), kept];
}

const nothing: Rectangle = { left: 0, top: 0, width: 0, height: 0 };

type Turn = (rectangle: Rectangle, within: PixelSize) => readonly [Rectangle, PixelSize];

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
function turnsIn(bytes: Uint8Array, properties: PrimaryItem['own']): Turn[] {
  return properties.flatMap(({ type, start }) => {
    const value = bytes[start] ?? 0;
    if (type === 'irot') return Array.from({ length: value & 3 }, () => quarterTurn);
    if (type === 'imir') return [(value & 1) === 0 ? topToBottom : leftToRight];
    return [];
  });
}

/** What the file wants to be seen of its primary picture. libheif (1.23) refuses many such files, so that it is not asked. */
export interface CleanAperture {
  /** The file without that wish. */
  readonly bytes: Buffer;
  /** Which part of the upright picture is kept; null, for all of it, where the numbers make no sense. */
  readonly crop: Rectangle | null;
}

/** Null where the file does not say. */
export function cleanApertureOf(bytes: Uint8Array, item: PrimaryItem): CleanAperture | null {
  const { own } = item;
  const at = own.findIndex(({ type }) => type === 'clap');
  const size = own.find(({ type }) => type === 'ispe');
  const box = own[at];
  if (!box || !size) return null;
  const reader = new ByteReader(bytes, 'big');
  const place = reader.at(size.start + 4);
  let within: PixelSize = { width: place.u32(), height: place.u32() };
  for (const turn of turnsIn(bytes, own.slice(0, at))) [, within] = turn(nothing, within);
  const read = reader.at(box.start);
  const numbers = Array.from({ length: 8 }, () => read.i32());
  const isSane = [0, 1, 2, 3, 5, 7].every((index) => (numbers[index] ?? 0) > 0);
  const copy = Buffer.from(bytes);
  copy.write('free', box.start - 4, 'latin1');
  if (!isSane || within.width * within.height === 0) return { bytes: copy, crop: null };
  const wide = [0, 1, 4, 5].map((index) => numbers[index] ?? 0);
  const high = [2, 3, 6, 7].map((index) => numbers[index] ?? 0);
  const [left, width] = keptOf(within.width, wide);
  const [top, height] = keptOf(within.height, high);
  let crop: Rectangle = { left, top, width, height };
  for (const turn of turnsIn(bytes, own.slice(at + 1))) [crop, within] = turn(crop, within);
  return { bytes: copy, crop };
}

/** The part of a raster; the raster itself where the part does not lie within. */
export function croppedRaster(picture: RasterPicture, crop: Rectangle): RasterPicture {
  const { left, top, width, height } = crop;
  if (left + width > picture.width || top + height > picture.height) return picture;
  const channels = coloursIn[picture.colours] + (picture.hasAlpha ? 1 : 0);
  const { data } = picture;
  for (let y = 0; y < height; y += 1) {
    const from = ((top + y) * picture.width + left) * channels;
    data.copyWithin(y * width * channels, from, from + width * channels);
  }
  const kept = data.subarray(0, width * height * channels);
  return { ...picture, width, height, sourceWidth: width, sourceHeight: height, data: kept };
}
