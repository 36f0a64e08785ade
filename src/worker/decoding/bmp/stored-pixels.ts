import type { ByteReader } from '../../bytes/byte-reader.ts';
import type { ChannelMasks, DibHeader } from './dib-header.ts';

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
