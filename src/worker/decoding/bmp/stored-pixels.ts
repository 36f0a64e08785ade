import type { ByteReader } from '../../bytes/byte-reader.ts';
import type { ChannelMasks, DibHeader } from './dib-header.ts';
import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { sizeProblem } from '../decoded.ts';
import { readRunLengths } from './rle.ts';

/** Gives the value of the pixel at column `x` of a row that begins at `rowOffset`. */
export type ReadPixel = (rowOffset: number, x: number) => number;

const readers: Readonly<Record<number, (bytes: Uint8Array, view: DataView) => ReadPixel>> = {
  1: (bytes) => (row, x) => ((bytes[row + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1,
  2: (bytes) => (row, x) => ((bytes[row + (x >> 2)] ?? 0) >> (6 - (x & 3) * 2)) & 3,
  4: (bytes) => (row, x) => ((bytes[row + (x >> 1)] ?? 0) >> (4 - (x & 1) * 4)) & 15,
  8: (bytes) => (row, x) => bytes[row + x] ?? 0,
  16: (_, view) => (row, x) => view.getUint16(row + x * 2, true),
  24: (bytes) => (row, x) => {
    const at = row + x * 3;
    return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
  },
  32: (_, view) => (row, x) => view.getUint32(row + x * 4, true),
};

/** Null for depths that bitmaps do not have. The caller has made sure that the rows are there. */
export function pixelReader({ bytes }: ByteReader, bits: number): ReadPixel | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return readers[bits]?.(bytes, view) ?? null;
}

/** Bytes a row takes, padded to four. */
export function rowLength(width: number, bits: number): number {
  return Math.ceil((width * bits) / 32) * 4;
}

export const masksOf16Bits: ChannelMasks = { red: 0x7c00, green: 0x3e0, blue: 0x1f, alpha: 0 };
export const masksOf32Bits: ChannelMasks = {
  red: 0xff0000,
  green: 0xff00,
  blue: 0xff,
  alpha: 0,
};

/** One channel of a pixel, scaled to 0–255; `missing` where the mask is empty. */
function channelReader(mask: number, missing: number): (pixel: number) => number {
  const unsigned = mask >>> 0;
  if (unsigned === 0) return () => missing;
  const shift = 31 - Math.clz32(unsigned & -unsigned);
  const top = unsigned >>> shift;
  if (top === 255) return (pixel) => (pixel >>> shift) & 255;
  return (pixel) => Math.round((((pixel & unsigned) >>> shift) * 255) / top);
}

/** Turns a stored pixel into an RGBA number, little-endian. Masks may be of any width and place. */
export function colourFromMasks(masks: ChannelMasks): (pixel: number) => number {
  const red = channelReader(masks.red, 0);
  const green = channelReader(masks.green, 0);
  const blue = channelReader(masks.blue, 0);
  const alpha = channelReader(masks.alpha, 255);
  return (pixel) => red(pixel) | (green(pixel) << 8) | (blue(pixel) << 16) | (alpha(pixel) << 24);
}

/** 256 colours as opaque RGBA numbers, little-endian; those the file does not name are black. `end` is where pixels may begin. */
export function readPalette(bytes: Uint8Array, header: DibHeader, end: number): Uint32Array {
  const palette = new Uint32Array(256).fill(0xff000000);
  const { paletteOffset, paletteEntrySize, paletteCount } = header;
  const room = Math.floor((end - paletteOffset) / paletteEntrySize);
  const count = Math.min(paletteCount || 2 ** header.bits, room, 256);
  for (let index = 0; index < count; index += 1) {
    const at = paletteOffset + index * paletteEntrySize;
    const colour =
      (bytes[at + 2] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at] ?? 0) << 16) | 0xff000000;
    palette[index] = colour;
  }
  return palette;
}

/** How many bytes of palette follow the header, by what it declares. */
export function paletteLength({ bits, paletteCount, paletteEntrySize }: DibHeader): number {
  return (paletteCount || (bits <= 8 ? 2 ** bits : 0)) * paletteEntrySize;
}

const unknownKind = failure('decoder-missing', 'a BMP picture');

/**
 * The pixels of a device-independent bitmap as RGBA, top row first. `dataOffset` is where they begin in the file.
 * Not for embedded JPEG and PNG.
 */
export function readDibPixels(
  reader: ByteReader,
  header: DibHeader,
  { dataOffset, maxPixels }: { dataOffset: number; maxPixels: number },
): Result<Uint8Array, Failure> {
  const problem = sizeProblem(header.width, header.height, maxPixels);
  if (problem) return notOk(problem);
  const toColour = colourOf(reader.bytes, header, dataOffset);
  if (header.compression === 'none') return readRows(reader.at(dataOffset), header, toColour);
  return readCompressed(reader.at(dataOffset), header, toColour);
}

function colourOf(
  bytes: Uint8Array,
  header: DibHeader,
  dataOffset: number,
): (value: number) => number {
  const { bits } = header;
  if (bits <= 8) {
    const palette = readPalette(bytes, header, dataOffset);
    return (value) => palette[value] ?? 0;
  }
  if (bits === 24) return colourFromMasks(masksOf32Bits);
  return colourFromMasks(header.masks ?? (bits === 16 ? masksOf16Bits : masksOf32Bits));
}

function readRows(
  reader: ByteReader,
  { width, height, bits, isTopDown }: DibHeader,
  toColour: (value: number) => number,
): Result<Uint8Array, Failure> {
  const stride = rowLength(width, bits);
  // Some writers leave out the padding of the last row.
  const needed = stride * (height - 1) + Math.ceil((width * bits) / 8);
  const read = pixelReader(reader, bits);
  if (!read) return notOk(unknownKind);
  if (reader.remaining < needed) return notOk(failure('image-truncated'));
  const colours = new Uint32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const row = reader.position + (isTopDown ? y : height - 1 - y) * stride;
    for (let x = 0; x < width; x += 1) colours[y * width + x] = toColour(read(row, x));
  }
  return ok(new Uint8Array(colours.buffer));
}

function readCompressed(
  reader: ByteReader,
  header: DibHeader,
  toColour: (value: number) => number,
): Result<Uint8Array, Failure> {
  const { width, height, compression } = header;
  if (compression !== 'rle4' && compression !== 'rle8' && compression !== 'rle24')
    return notOk(unknownKind);
  const colours = new Uint32Array(width * height).fill(toColour(0));
  const isComplete = readRunLengths(reader, { width, height, compression }, (place, value) => {
    const y = Math.floor(place / width);
    colours[(height - 1 - 2 * y) * width + place] = toColour(value);
  });
  return isComplete ? ok(new Uint8Array(colours.buffer)) : notOk(failure('image-truncated'));
}
