import { Buffer } from 'node:buffer';
import { type Exif, type ExifField, tags, type } from './exif-field.ts';

const entryBytes = 12;
const headerBytes = 8;
/** JPEG holds no more in a segment; the others need none the longer one either. */
const mostBlockBytes = 64_000;

const even = (length: number) => length + (length % 2);
const outside = ({ value }: ExifField) => (value.length > 4 ? even(value.length) : 0);

/** Bytes that a directory takes, with the values that do not fit into their entries. */
export function directoryBytes(fields: readonly ExifField[]): number {
  const values = fields.reduce((sum, field) => sum + outside(field), 0);
  return 2 + fields.length * entryBytes + 4 + values;
}

/** A directory that stands at offset `at`, which is even, with its values behind it. */
export function directory(fields: readonly ExifField[], at: number, next = 0): Buffer {
  const bytes = Buffer.alloc(directoryBytes(fields));
  bytes.writeUInt16LE(fields.length, 0);
  let valueAt = 2 + fields.length * entryBytes + 4;
  fields
    .toSorted((one, other) => one.tag - other.tag)
    .forEach((field, index) => {
      const entry = 2 + index * entryBytes;
      bytes.writeUInt16LE(field.tag, entry);
      bytes.writeUInt16LE(field.type, entry + 2);
      bytes.writeUInt32LE(field.count, entry + 4);
      if (field.value.length <= 4) field.value.copy(bytes, entry + 8);
      else {
        bytes.writeUInt32LE(at + valueAt, entry + 8);
        field.value.copy(bytes, valueAt);
        valueAt += outside(field);
      }
    });
  bytes.writeUInt32LE(next, 2 + fields.length * entryBytes);
  return bytes;
}

export function shortField(tag: number, value: number): ExifField {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return { tag, type: type.short, count: 1, value: bytes };
}

export function longField(tag: number, value: number): ExifField {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return { tag, type: type.long, count: 1, value: bytes };
}

/** Text as it stands, with the zero that ends it. EXIF asks for ASCII and readers take UTF-8. */
export function textField(tag: number, text: Buffer): ExifField {
  const value = Buffer.concat([text, Buffer.alloc(1)]);
  return { tag, type: type.text, count: value.length, value };
}

/** The directories behind a first one that ends at `at`, and the pointers to them. */
export function subdirectories(
  { photo, place }: Exif,
  at: number,
): { readonly pointers: readonly ExifField[]; readonly bytes: Buffer } {
  const photoBytes = photo.length > 0 ? directory(photo, at) : Buffer.alloc(0);
  const placeAt = at + photoBytes.length;
  const placeBytes = place.length > 0 ? directory(place, placeAt) : Buffer.alloc(0);
  return {
    pointers: [
      ...(photo.length > 0 ? [longField(tags.photo, at)] : []),
      ...(place.length > 0 ? [longField(tags.place, placeAt)] : []),
    ],
    bytes: Buffer.concat([photoBytes, placeBytes]),
  };
}

export const isEmpty = ({ main, photo, place }: Exif): boolean =>
  main.length + photo.length + place.length === 0;

/** Without its longest values when it would not fit; who made the picture and owns it is short and stays. */
export function fitting(exif: Exif): Exif {
  const lengthOf = ({ main, photo, place }: Exif) =>
    headerBytes + directoryBytes(main) + directoryBytes(photo) + directoryBytes(place) + 100;
  let fitted = exif;
  while (lengthOf(fitted) > mostBlockBytes) {
    const all = [...fitted.main, ...fitted.photo, ...fitted.place];
    const longest = all
      .filter(({ tag }) => tag !== tags.copyright && tag !== tags.artist)
      .reduce<ExifField | null>(
        (most, field) => (most && most.value.length >= field.value.length ? most : field),
        null,
      );
    const without = (fields: readonly ExifField[]) => fields.filter((field) => field !== longest);
    fitted = {
      main: without(fitted.main),
      photo: without(fitted.photo),
      place: without(fitted.place),
    };
    if (longest === null) return fitted;
  }
  return fitted;
}

/** A block of EXIF, little-endian, from the letters that say so. */
export function writeExif(exif: Exif): Buffer {
  const pointerBytes = 2 * entryBytes;
  // Where the others begin does not depend on whether both pointers are needed.
  const behind = headerBytes + directoryBytes(exif.main) + pointerBytes;
  const { pointers, bytes } = subdirectories(exif, behind);
  const main = directory([...exif.main, ...pointers], headerBytes);
  const block = Buffer.alloc(behind + bytes.length);
  block.write('II*\0', 'latin1');
  block.writeUInt32LE(headerBytes, 4);
  main.copy(block, headerBytes);
  bytes.copy(block, behind);
  return block;
}
