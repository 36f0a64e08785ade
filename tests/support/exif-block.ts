import { Buffer } from 'node:buffer';

/** A tag with text, whole numbers of 16 bits, or bytes of a type. */
export type Field = readonly [tag: number, value: string | readonly number[] | Buffer];

export interface Directories {
  readonly main?: readonly Field[];
  readonly photo?: readonly Field[];
  readonly place?: readonly Field[];
  /** JPEG of the second directory, the camera's preview. */
  readonly preview?: Buffer;
}

const pointers = { photo: 0x8769, place: 0x8825, previewAt: 0x0201, previewBytes: 0x0202 };

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly value: Buffer;
}

/** A block of EXIF in either order of bytes, written with no regard to what the product writes or reads. */
export function exifBlock(
  { main = [], photo = [], place = [], preview }: Directories,
  order: 'II' | 'MM' = 'II',
): Buffer {
  const isLittle = order === 'II';
  const block = Buffer.alloc(8);
  let all = block;
  const short = (value: number) => {
    const bytes = Buffer.alloc(2);
    if (isLittle) bytes.writeUInt16LE(value);
    else bytes.writeUInt16BE(value);
    return bytes;
  };
  const long = (value: number) => {
    const bytes = Buffer.alloc(4);
    if (isLittle) bytes.writeUInt32LE(value);
    else bytes.writeUInt32BE(value);
    return bytes;
  };
  const entryOf = ([tag, value]: Field): Entry => {
    if (Buffer.isBuffer(value)) return { tag, type: 7, count: value.length, value };
    if (typeof value !== 'string') {
      return { tag, type: 3, count: value.length, value: Buffer.concat(value.map(short)) };
    }
    const text = Buffer.from(`${value}\0`);
    return { tag, type: 2, count: text.length, value: text };
  };
  const place4 = (bytes: Buffer): number => {
    const at = all.length;
    all = Buffer.concat([all, bytes, Buffer.alloc(bytes.length % 2)]);
    return at;
  };
  const directory = (entries: readonly Entry[], next = 0): number => {
    const parts = entries
      .toSorted((one, other) => one.tag - other.tag)
      .map(({ tag, type, count, value }) => {
        const inside = value.length > 4 ? long(place4(value)) : value;
        const padded = Buffer.concat([inside, Buffer.alloc(4 - inside.length)]);
        return Buffer.concat([short(tag), short(type), long(count), padded]);
      });
    return place4(Buffer.concat([short(entries.length), ...parts, long(next)]));
  };
  const pointer = (tag: number, at: number): Entry => ({ tag, type: 4, count: 1, value: long(at) });
  const to = (tag: number, fields: readonly Field[]) =>
    fields.length > 0 ? [pointer(tag, directory(fields.map(entryOf)))] : [];
  const inside = [...to(pointers.photo, photo), ...to(pointers.place, place)];
  const previewAt = preview ? place4(preview) : 0;
  const second = preview
    ? directory([
        pointer(pointers.previewAt, previewAt),
        pointer(pointers.previewBytes, preview.length),
      ])
    : 0;
  const first = directory([...main.map(entryOf), ...inside], second);
  return Buffer.concat([Buffer.from(order, 'latin1'), short(42), long(first), all.subarray(8)]);
}

/** The values of a directory by tag: text as it stands, numbers in a list. */
export type Values = Readonly<Record<number, string | readonly number[]>>;

export interface ReadBack {
  readonly main: Values;
  readonly photo: Values;
  readonly place: Values;
  /** Where the directory after the first one stands; 0 when there is none. */
  readonly next: number;
}

/** Bytes of the types of TIFF, from 1 on, and of UTF-8: also those that only harm makes of others. */
const typeSizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];
const sizeOf = (type: number) => (type === 129 ? 1 : (typeSizes[type] ?? 0));

/** Reads a little-endian block, or TIFF, as the product writes them. Throws where anything points outside. */
export function readBack(block: Buffer): ReadBack {
  if (block.toString('latin1', 0, 4) !== 'II*\0') throw new Error('no EXIF');
  const valuesAt = (start: number): Record<number, string | number[]> => {
    const values: Record<number, string | number[]> = {};
    for (let index = 0; index < block.readUInt16LE(start); index += 1) {
      const at = start + 2 + index * 12;
      const [tag, type] = [block.readUInt16LE(at), block.readUInt16LE(at + 2)];
      const count = block.readUInt32LE(at + 4);
      const size = sizeOf(type);
      const from = size * count > 4 ? block.readUInt32LE(at + 8) : at + 8;
      const bytes = block.subarray(from, from + size * count);
      if (size === 0 || bytes.length < size * count) throw new Error(`tag ${tag} points outside`);
      if (type === 2) values[tag] = bytes.toString('utf8').replace(/\0$/, '');
      else {
        const unit = Math.min(size, 4);
        values[tag] = Array.from({ length: bytes.length / unit }, (_, number) =>
          bytes.readUIntLE(number * unit, unit),
        );
      }
    }
    return values;
  };
  const first = block.readUInt32LE(4);
  const main = valuesAt(first);
  const inside = (tag: number) => {
    const [at] = main[tag] ?? [];
    delete main[tag];
    return at === undefined ? {} : valuesAt(Number(at));
  };
  const [photo, place] = [inside(pointers.photo), inside(pointers.place)];
  return {
    main,
    photo,
    place,
    next: block.readUInt32LE(first + 2 + block.readUInt16LE(first) * 12),
  };
}
