import { Buffer } from 'node:buffer';
import { type Box, boxesIn } from '../../bytes/boxes.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { writeExif } from '../exif/write-exif.ts';
import type { CleanBlocks } from './clean-blocks.ts';

/** A box's length and type, and the version and flags of a full one. */
const headBytes = 8;
const fullBytes = 4;

function boxOf(type: string, ...parts: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(headBytes);
  head.write(type, 4, 'latin1');
  const box = Buffer.concat([head, ...parts]);
  box.writeUInt32BE(box.length, 0);
  return box;
}

const short = (value: number) => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
};
const long = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

interface Item {
  readonly id: number;
  readonly type: Buffer;
  readonly content: Buffer;
}

/** One that no reader shows by itself. */
function itemEntry({ id, type }: Item): Buffer {
  return boxOf('infe', Buffer.from([2, 0, 0, 1]), short(id), short(0), type);
}

const odd = () => new Error('An AVIF that was just written cannot be read.');

interface Location {
  readonly id: number;
  readonly base: number;
  readonly extents: readonly { readonly offset: number; readonly length: number }[];
}

/** Where the items lie. libheif writes version 0 with offsets, lengths and bases of 32 bits. */
function readLocations(content: Buffer): Location[] {
  const fields = new ByteReader(content, 'big');
  if (fields.u32() !== 0 || fields.u16() !== 0x4440) throw odd();
  const items = Array.from({ length: fields.u16() }, () => {
    const id = fields.u16();
    fields.u16();
    const base = fields.u32();
    const extents = Array.from({ length: fields.u16() }, () => ({
      offset: fields.u32(),
      length: fields.u32(),
    }));
    return { id, base, extents };
  });
  if (fields.isExhausted) throw odd();
  return items;
}

function writeLocations(locations: readonly Location[]): Buffer {
  const items = locations.map(({ id, base, extents }) =>
    Buffer.concat([
      short(id),
      short(0),
      long(base),
      short(extents.length),
      ...extents.flatMap(({ offset, length }) => [long(offset), long(length)]),
    ]),
  );
  return boxOf('iloc', long(0), short(0x4440), short(items.length), ...items);
}

/** The same picture `by` bytes further behind. */
function moved({ id, base, extents }: Location, by: number): Location {
  if (base > 0) return { id, base: base + by, extents };
  return { id, base, extents: extents.map((one) => ({ ...one, offset: one.offset + by })) };
}

function newItems({ exif, xmp }: CleanBlocks, firstId: number): Item[] {
  const items: Omit<Item, 'id'>[] = [];
  // EXIF begins right behind the four bytes that say where.
  if (exif) {
    const content = Buffer.concat([long(0), writeExif(exif)]);
    items.push({ type: Buffer.from('Exif\0', 'latin1'), content });
  }
  if (xmp) {
    const type = Buffer.from('mime\0application/rdf+xml\0\0', 'latin1');
    items.push({ type, content: xmp });
  }
  return items.map((item, index) => ({ ...item, id: firstId + index }));
}

/** An AVIF that libheif has written, with items for what it says of itself; the coded picture moves but does not change. */
export function writeIntoAvif(file: Buffer, blocks: CleanBlocks): Buffer {
  const reader = new ByteReader(file, 'big');
  const outer = [...boxesIn(reader, 0, file.length)];
  const meta = outer.find(({ type }) => type === 'meta');
  if (!meta) throw odd();
  const inner = [...boxesIn(reader, meta.start + fullBytes, meta.end)];
  const contentOf = (wanted: string): Buffer => {
    const box = inner.find(({ type }) => type === wanted);
    return box ? file.subarray(box.start, box.end) : Buffer.alloc(0);
  };
  const [info, primary, links] = [contentOf('iinf'), contentOf('pitm'), contentOf('iref')];
  if (info.length < 6 || info[0] !== 0 || primary.length < 6 || (links[0] ?? 0) !== 0) throw odd();
  const locations = readLocations(contentOf('iloc'));
  const items = newItems(blocks, Math.max(...locations.map(({ id }) => id)) + 1);
  const described = short(primary.readUInt16BE(fullBytes));

  const changed = (by: number): Buffer => {
    let at = file.length + by + headBytes;
    const added = items.map(({ id, content }) => {
      const location = { id, base: 0, extents: [{ offset: at, length: content.length }] };
      at += content.length;
      return location;
    });
    const written: Readonly<Record<string, Buffer>> = {
      iloc: writeLocations([...locations.map((one) => moved(one, by)), ...added]),
      iinf: boxOf(
        'iinf',
        info.subarray(0, fullBytes),
        short(info.readUInt16BE(fullBytes) + items.length),
        info.subarray(fullBytes + 2),
        ...items.map(itemEntry),
      ),
    };
    const references = items.map(({ id }) => boxOf('cdsc', short(id), short(1), described));
    const linked = boxOf('iref', links.length > 0 ? links : long(0), ...references);
    const kept = inner
      .filter(({ type }) => type !== 'iref')
      .map((box) => written[box.type] ?? whole(file, box));
    return boxOf('meta', long(0), ...kept, linked);
  };
  const by = changed(0).length - (meta.end - meta.start + headBytes);
  return Buffer.concat([
    ...outer.map((box) => (box === meta ? changed(by) : whole(file, box))),
    boxOf('mdat', ...items.map(({ content }) => content)),
  ]);
}

const whole = (file: Buffer, { start, end }: Box) => file.subarray(start - headBytes, end);
