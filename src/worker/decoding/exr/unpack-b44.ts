import { byRows, bytesOf, type ExrBlock, type ExrPlane, planesOf, sizeOf } from './block.ts';
import { sampleTypes } from './exr-header.ts';
import { halfBits, halfTable } from './half.ts';

/** Samples along an edge of a square. */
const edge = 4;
/** A square whose samples are all the same has only the first three bytes. */
const flat = { bytes: 3, leastShift: 13 };
const squareBytes = 14;

/** Numbers are stored so that greater ones are greater: those of negative halves are turned round. */
const halfOf = (stored: number) => (stored & 0x8000 ? stored & 0x7fff : ~stored & 0xffff);

/** Six bits, by their number in the square after the first sample. */
function sixBits(packed: Uint8Array, at: number, index: number): number {
  const bit = 16 + index * 6;
  const byte = at + (bit >> 3);
  const word = ((packed[byte] ?? 0) << 8) | (packed[byte + 1] ?? 0);
  return (word >> (10 - (bit & 7))) & 0x3f;
}

/**
 * A square of 16 samples, row by row: the first one, a shift, and fifteen distances. The first column is told from top to
 * bottom, the others by the column to their left. Gives the bytes that were read.
 */
function unpackSquare(packed: Uint8Array, at: number, square: Uint16Array): number {
  const first = ((packed[at] ?? 0) << 8) | (packed[at + 1] ?? 0);
  const shift = sixBits(packed, at, 0);
  if (shift >= flat.leastShift) {
    square.fill(halfOf(first));
    return flat.bytes;
  }
  square[0] = first;
  for (let index = 1; index < edge * edge; index += 1) {
    const [column, row] = [index >> 2, index & 3];
    const place = row * edge + column;
    const before = square[column === 0 ? place - edge : place - 1] ?? 0;
    square[place] = before + ((sixBits(packed, at, index) - 0x20) << shift);
  }
  for (let place = 0; place < square.length; place += 1) square[place] = halfOf(square[place] ?? 0);
  return squareBytes;
}

let logarithms: Uint16Array | null = null;

/** For channels that were stored as powers: eight times the logarithm of each half. */
function logarithmTable(): Uint16Array {
  logarithms ??= Uint16Array.from(halfTable(), (value) =>
    value > 0 ? halfBits(8 * Math.log(value)) : 0,
  );
  return logarithms;
}

/** Squares from left to right and from top to bottom; those at the edges reach over them. Gives the bytes that were read. */
function unpackPlane(packed: Uint8Array, plane: ExrPlane, into: Uint16Array): number {
  const { columns, rows } = plane;
  const table = plane.channel.isLinear ? logarithmTable() : null;
  const square = new Uint16Array(edge * edge);
  let at = 0;
  for (let top = 0; top < rows; top += edge)
    for (let left = 0; left < columns; left += edge) {
      at += unpackSquare(packed, at, square);
      if (table) square.forEach((bits, place) => (square[place] = table[bits] ?? 0));
      const width = Math.min(edge, columns - left);
      for (let row = 0; row < Math.min(edge, rows - top); row += 1)
        into.set(square.subarray(row * edge, row * edge + width), (top + row) * columns + left);
    }
  return at;
}

/** B44 and B44A: squares of halves, channel by channel; other numbers are stored as they are. */
export function unpackB44(packed: Uint8Array, block: ExrBlock): Uint8Array | null {
  const stored = new Uint8Array(sizeOf(block));
  let [at, to] = [0, 0];
  for (const plane of planesOf(block)) {
    const size = plane.columns * plane.rows * bytesOf(plane.channel);
    if (plane.channel.type === sampleTypes.half)
      at += unpackPlane(packed.subarray(at), plane, new Uint16Array(stored.buffer, to, size / 2));
    else {
      stored.set(packed.subarray(at, at + size), to);
      at += size;
    }
    if (at > packed.length) return null;
    to += size;
  }
  return at === packed.length ? byRows(stored, block) : null;
}
