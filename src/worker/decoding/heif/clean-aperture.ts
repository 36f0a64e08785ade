import { Buffer } from 'node:buffer';
import type { Box } from '../../bytes/boxes.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { coloursIn, type RasterPicture } from '../decoded.ts';
import type { PrimaryItem } from './primary-item.ts';
import { backwards, type Rectangle, turned, turnsIn } from './turns.ts';

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

/** What the file wants to be seen of its primary picture. */
export interface CleanAperture {
  /** The property that says so. */
  readonly box: Box;
  /** Which part of the upright picture is kept; null, for all of it, where the numbers make no sense. */
  readonly crop: Rectangle | null;
  /** The same part of the picture before it is turned. */
  readonly inFile: Rectangle | null;
}

const nothing: Rectangle = { left: 0, top: 0, width: 0, height: 0 };

/** Null where the file does not say. */
export function cleanApertureOf(bytes: Uint8Array, item: PrimaryItem): CleanAperture | null {
  const { own } = item;
  const at = own.findIndex(({ type }) => type === 'clap');
  const size = own.find(({ type }) => type === 'ispe');
  const box = own[at];
  if (!box || !size) return null;
  const reader = new ByteReader(bytes, 'big');
  const place = reader.at(size.start + 4);
  const before = turnsIn(bytes, own.slice(0, at));
  const [, within] = turned(nothing, { width: place.u32(), height: place.u32() }, before);
  const read = reader.at(box.start);
  const numbers = Array.from({ length: 8 }, () => read.i32());
  const isSane = [0, 1, 2, 3, 5, 7].every((index) => (numbers[index] ?? 0) > 0);
  if (!isSane || within.width * within.height === 0) return { box, crop: null, inFile: null };
  const wide = [0, 1, 4, 5].map((index) => numbers[index] ?? 0);
  const high = [2, 3, 6, 7].map((index) => numbers[index] ?? 0);
  const [left, width] = keptOf(within.width, wide);
  const [top, height] = keptOf(within.height, high);
  const kept = { left, top, width, height };
  const [inFile] = turned(kept, within, backwards(before));
  const [crop] = turned(kept, within, turnsIn(bytes, own.slice(at + 1)));
  return { box, crop, inFile };
}

/** A copy of the file without that wish: libheif (1.23) refuses many such files. */
export function withoutAperture(bytes: Uint8Array, { box }: CleanAperture): Buffer {
  const copy = Buffer.from(bytes);
  copy.write('free', box.start - 4, 'latin1');
  return copy;
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
