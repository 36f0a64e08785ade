import { Buffer } from 'node:buffer';
import { type ExifField, tags, type } from '../exif/exif-field.ts';
import { subdirectories } from '../exif/write-exif.ts';
import type { CleanBlocks } from './clean-blocks.ts';

const entryBytes = 12;
const none = { main: [], photo: [], place: [] };

const block = (tag: number, typeNumber: number, value: Buffer | null): ExifField[] =>
  value ? [{ tag, type: typeNumber, count: value.length, value }] : [];

/** An entry as it stands in a directory; a value that does not fit is appended by `place`, which says where. */
function entryOf(field: ExifField, place: (value: Buffer) => number): Buffer {
  const entry = Buffer.alloc(entryBytes);
  entry.writeUInt16LE(field.tag, 0);
  entry.writeUInt16LE(field.type, 2);
  entry.writeUInt32LE(field.count, 4);
  if (field.value.length <= 4) field.value.copy(entry, 8);
  else entry.writeUInt32LE(place(field.value), 8);
  return entry;
}

/**
 * A TIFF that sharp has written (little-endian, offsets of 32 bits), with a new first directory at its end: the old
 * entries, and ours in place of those with the same tag.
 */
export function writeIntoTiff(file: Buffer, { exif, xmp, iptc }: CleanBlocks): Buffer {
  if (file.toString('latin1', 0, 4) !== 'II*\0') {
    throw new Error('A TIFF that was just written cannot be read.');
  }
  const parts = [file];
  let end = file.length;
  const place = (bytes: Buffer): number => {
    const pad = Buffer.alloc(end % 2);
    const at = end + pad.length;
    parts.push(pad, bytes);
    end = at + bytes.length;
    return at;
  };
  const behind = subdirectories(exif ?? none, end + (end % 2));
  place(behind.bytes);
  const fields = [
    ...(exif?.main ?? []),
    ...behind.pointers,
    ...block(tags.xmp, type.byte, xmp),
    ...block(tags.iptc, type.opaque, iptc),
  ];
  const ours = new Set(fields.map(({ tag }) => tag));
  const start = file.readUInt32LE(4);
  const count = file.readUInt16LE(start);
  const old = Array.from({ length: count }, (_, index) => {
    const at = start + 2 + index * entryBytes;
    return file.subarray(at, at + entryBytes);
  }).filter((entry) => !ours.has(entry.readUInt16LE(0)));
  const entries = [...old, ...fields.map((field) => entryOf(field, place))].sort(
    (one, other) => one.readUInt16LE(0) - other.readUInt16LE(0),
  );
  const next = start + 2 + count * entryBytes;
  const size = Buffer.alloc(2);
  size.writeUInt16LE(entries.length);
  const head = Buffer.alloc(4);
  head.writeUInt32LE(place(Buffer.concat([size, ...entries, file.subarray(next, next + 4)])));
  return Buffer.concat([file.subarray(0, 4), head, file.subarray(8), ...parts.slice(1)]);
}
