import { Buffer } from 'node:buffer';
import { bytesOf, type Exif, type ExifField, tags } from './exif-field.ts';
import { isKnown } from './known-tags.ts';

const entryBytes = 12;
/** More than any camera writes. */
const mostEntries = 1000;
/** Longer values are no description of a picture. */
const mostValueBytes = 16_000;

/** How many bytes make a number that the order of bytes turns, by type. */
const turned: Readonly<Record<number, number>> = {
  3: 2,
  4: 4,
  5: 4,
  8: 2,
  9: 4,
  10: 4,
  11: 4,
  12: 8,
  13: 4,
};

function littleEndian(value: Buffer, type: number, isLittle: boolean): Buffer {
  const copy = Buffer.from(value);
  const unit = isLittle ? undefined : turned[type];
  if (unit === 2) return copy.swap16();
  if (unit === 4) return copy.swap32();
  return unit === 8 ? copy.swap64() : copy;
}

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly valueAt: number;
  readonly length: number;
}

/** Directories of a TIFF: the letters that say the order of bytes, and what they point to. */
export interface ExifReader {
  /** What says something of the picture. */
  readonly all: () => Exif;
  /** The bytes of a value of the first directory, as they stand; null when there are none. */
  readonly raw: (tag: number) => Buffer | null;
}

/**
 * Reads a block of EXIF, or a TIFF, which is one. Follows two pointers and no more, so that no circle can be walked; what
 * points outside of the block is passed over. Null when it is no EXIF.
 */
export function readExif(block: Buffer): ExifReader | null {
  const order = block.toString('latin1', 0, 2);
  if (block.length < 14 || (order !== 'II' && order !== 'MM')) return null;
  const isLittle = order === 'II';
  const short = (at: number) => (isLittle ? block.readUInt16LE(at) : block.readUInt16BE(at));
  const long = (at: number) => (isLittle ? block.readUInt32LE(at) : block.readUInt32BE(at));

  const entriesAt = (start: number): Entry[] => {
    if (start < 8 || start + 2 > block.length) return [];
    const fitting = Math.floor((block.length - start - 2) / entryBytes);
    const count = Math.min(short(start), fitting, mostEntries);
    return Array.from({ length: count }, (_, index) => {
      const at = start + 2 + index * entryBytes;
      const [type, values] = [short(at + 2), long(at + 4)];
      const length = bytesOf(type) * values;
      const valueAt = length > 4 ? long(at + 8) : at + 8;
      return { tag: short(at), type, count: values, valueAt, length };
    }).filter(({ valueAt, length }) => length > 0 && valueAt + length <= block.length);
  };

  const main = entriesAt(long(4));
  const pointedTo = (tag: number): Entry[] => {
    const pointer = main.find((entry) => entry.tag === tag);
    return pointer && pointer.length === 4 ? entriesAt(long(pointer.valueAt)) : [];
  };
  const fieldsOf = (directory: keyof Exif, entries: readonly Entry[]): ExifField[] => {
    const fields = new Map<number, ExifField>();
    for (const { tag, type, count, valueAt, length } of entries) {
      if (fields.has(tag) || length > mostValueBytes || !isKnown(directory, tag)) continue;
      const value = littleEndian(block.subarray(valueAt, valueAt + length), type, isLittle);
      fields.set(tag, { tag, type, count, value });
    }
    return [...fields.values()];
  };

  return {
    all: () => ({
      main: fieldsOf('main', main),
      photo: fieldsOf('photo', pointedTo(tags.photo)),
      place: fieldsOf('place', pointedTo(tags.place)),
    }),
    raw(tag) {
      const entry = main.find((one) => one.tag === tag);
      return entry ? block.subarray(entry.valueAt, entry.valueAt + entry.length) : null;
    },
  };
}
