import type { Buffer } from 'node:buffer';

/** Tags of the first directory. */
export const exifTags = {
  orientation: 0x0112,
  artist: 0x013b,
  copyright: 0x8298,
  gps: 0x8825,
} as const;
const entryBytes = 12;
const shortType = 3;
/** Bytes of one value, by the number of its type. */
const valueBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/** One entry of a directory. `valueAt` is where its value stands, in the entry itself or elsewhere. */
export interface ExifEntry {
  readonly at: number;
  readonly tag: number;
  readonly valueAt: number;
  readonly length: number;
}

/** Reads and erases in a block of EXIF, in place. Whatever points outside of the block is taken for nothing. */
export interface ExifBlock {
  /** The first directory. */
  readonly entries: readonly ExifEntry[];
  /** Text of an entry, without the zeros that end it; null if it is not there or empty. */
  text(tag: number): string | null;
  /** Every value of an entry that holds one number of 16 bits; null for one that holds something else. */
  numbers(tag: number): readonly (number | null)[];
  /** Overwrites an entry of the first directory and, if it points to a directory, all of that. True if it was there. */
  erase(tag: number): boolean;
}

/** From the letters that say the order of bytes; null when it is no EXIF. */
export function readExifBlock(block: Buffer): ExifBlock | null {
  const order = block.toString('latin1', 0, 2);
  if (block.length < 14 || (order !== 'II' && order !== 'MM')) return null;
  const short = (at: number) => (order === 'II' ? block.readUInt16LE(at) : block.readUInt16BE(at));
  const long = (at: number) => (order === 'II' ? block.readUInt32LE(at) : block.readUInt32BE(at));

  const entriesAt = (start: number): ExifEntry[] => {
    if (start < 8 || start + 2 > block.length) return [];
    const fitting = Math.floor((block.length - start - 2) / entryBytes);
    return Array.from({ length: Math.min(short(start), fitting) }, (_, index) => {
      const at = start + 2 + index * entryBytes;
      const length = (valueBytes[short(at + 2)] ?? 0) * long(at + 4);
      const valueAt = length > 4 ? long(at + 8) : at + 8;
      return { at, tag: short(at), valueAt, length };
    }).filter(({ valueAt, length }) => valueAt + length <= block.length);
  };
  const entries = entriesAt(long(4));
  const wipe = ({ at, valueAt, length }: ExifEntry) => {
    block.fill(0, valueAt, valueAt + length);
    block.fill(0, at, at + entryBytes);
  };

  return {
    entries,
    text(tag) {
      const entry = entries.find((one) => one.tag === tag);
      if (!entry) return null;
      const { valueAt, length } = entry;
      const text = block
        .toString('utf8', valueAt, valueAt + length)
        .replace(/\0+$/, '')
        .trim();
      return text === '' ? null : text;
    },
    numbers: (tag) =>
      entries
        .filter((one) => one.tag === tag)
        .map(({ at, valueAt }) => {
          const isOneNumber = short(at + 2) === shortType && long(at + 4) === 1;
          return isOneNumber ? short(valueAt) : null;
        }),
    erase(tag) {
      const entry = entries.find((one) => one.tag === tag);
      if (!entry) return false;
      if (tag === exifTags.gps) {
        const start = long(entry.valueAt);
        for (const inner of entriesAt(start)) wipe(inner);
        if (start + 2 <= block.length) block.fill(0, start, start + 2);
      }
      // Readers pass over a tag they do not know; 0 of type byte is one.
      wipe(entry);
      const byteType = order === 'II' ? [1, 0] : [0, 1];
      block.set(byteType, entry.at + 2);
      return true;
    },
  };
}
