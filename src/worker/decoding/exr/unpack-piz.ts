import { ByteReader } from '../../bytes/byte-reader.ts';
import { byRows, bytesOf, type ExrBlock, planesOf, sizeOf } from './block.ts';
import { unpackHuffman } from './huffman.ts';
import { undoWavelet } from './wavelet.ts';

const bitmapBytes = 0x10000 / 8;

/** The numbers that occur, in order: a bit for each one. Zero always counts. */
function numbersIn(reader: ByteReader): Uint16Array | null {
  const [first, last] = [reader.u16(), reader.u16()];
  if (last >= bitmapBytes) return null;
  const bitmap = new Uint8Array(bitmapBytes);
  if (first <= last) bitmap.set(reader.take(last - first + 1), first);
  bitmap[0] = (bitmap[0] ?? 0) | 1;
  const numbers = new Uint16Array(bitmapBytes * 8);
  let count = 0;
  for (let at = 0; at <= last; at += 1)
    for (let bits = bitmap[at] ?? 0, number = at * 8; bits !== 0; bits >>= 1, number += 1)
      if (bits & 1) {
        numbers[count] = number;
        count += 1;
      }
  return numbers.subarray(0, count);
}

/** Numbers that occur are numbered, brought together by a wavelet and coded by Huffman, channel by channel. */
export function unpackPiz(packed: Uint8Array, block: ExrBlock): Uint8Array | null {
  const reader = new ByteReader(packed, 'little');
  const numbers = numbersIn(reader);
  const coded = reader.take(reader.u32());
  if (!numbers || reader.isExhausted) return null;
  const samples = new Uint16Array(sizeOf(block) / 2);
  if (!unpackHuffman(coded, samples)) return null;
  let start = 0;
  for (const { channel, columns, rows } of planesOf(block)) {
    const step = bytesOf(channel) / 2;
    for (let word = 0; word < step; word += 1)
      undoWavelet(samples, { at: start + word, columns, rows, step }, numbers.length - 1);
    start += columns * rows * step;
  }
  for (let at = 0; at < samples.length; at += 1) samples[at] = numbers[samples[at] ?? 0] ?? 0;
  return byRows(new Uint8Array(samples.buffer), block);
}
