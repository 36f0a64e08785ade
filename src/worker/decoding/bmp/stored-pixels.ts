import type { ByteReader } from '../byte-reader.ts';

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
