import type { Buffer } from 'node:buffer';

/** Of the first directory. */
export const orientationTag = 0x0112;
const entryBytes = 12;
const shortType = 3;

/**
 * Every value of an entry of the first directory that holds one number of 16 bits; null for one that holds something
 * else. The block begins with the letters that say the order of bytes; null when it is no EXIF.
 */
export function shortsInExif(block: Buffer, tag: number): (number | null)[] | null {
  const order = block.toString('latin1', 0, 2);
  if (block.length < 14 || (order !== 'II' && order !== 'MM')) return null;
  const short = (at: number) => (order === 'II' ? block.readUInt16LE(at) : block.readUInt16BE(at));
  const long = (at: number) => (order === 'II' ? block.readUInt32LE(at) : block.readUInt32BE(at));
  const start = long(4);
  if (start < 8 || start + 2 > block.length) return [];
  const fitting = Math.floor((block.length - start - 2) / entryBytes);
  const values: (number | null)[] = [];
  for (let index = 0; index < Math.min(short(start), fitting); index += 1) {
    const at = start + 2 + index * entryBytes;
    if (short(at) !== tag) continue;
    const isOneNumber = short(at + 2) === shortType && long(at + 4) === 1;
    values.push(isOneNumber ? short(at + 8) : null);
  }
  return values;
}
