import { boxesIn, type Box } from '../../src/worker/bytes/boxes.ts';
import { ByteReader } from '../../src/worker/bytes/byte-reader.ts';
import { box } from '../../src/worker/decoding/colour/heif-colour.ts';

export interface HeifItem {
  readonly type: string;
  readonly content: Uint8Array;
  /** Whole boxes, in the order in which they are applied. */
  readonly properties: readonly Uint8Array[];
  /** Kinds of references with the numbers of other items, from 1 in the order in which they are given. */
  readonly references?: Readonly<Record<string, readonly number[]>>;
}

const be = (bytes: number) => (value: number) => {
  const number = Buffer.alloc(bytes);
  number.writeIntBE(value > 2 ** (bytes * 8 - 1) - 1 ? value - 2 ** (bytes * 8) : value, 0, bytes);
  return number;
};
export const u8 = be(1);
export const u16 = be(2);
export const u32 = be(4);
const fullBox = (type: string, version: number, ...parts: readonly Uint8Array[]) =>
  box(type, u32(version * 2 ** 24), ...parts);
const text = (words: string) => Buffer.from(words, 'latin1');

export const ispe = (width: number, height: number) => fullBox('ispe', 0, u32(width), u32(height));

/** A grid of so many tiles, in the size of the whole picture. */
export function gridOf(
  [columns, rows]: readonly [number, number],
  [width, height]: readonly [number, number],
): Buffer {
  return Buffer.concat([u8(0), u8(1), u8(rows - 1), u8(columns - 1), u32(width), u32(height)]);
}

/** Pictures laid over each other on a ground of four times 16 bits, each at its place; numbers have 16 or 32 bits. */
export function overlayOf(
  size: readonly [number, number],
  ground: readonly number[],
  { places, isWide = true }: { places: readonly (readonly number[])[]; isWide?: boolean },
): Buffer {
  const number = isWide ? u32 : u16;
  const rest = [...size, ...places.flat()].map(number);
  return Buffer.concat([u8(0), u8(isWide ? 1 : 0), ...ground.map(u16), ...rest]);
}

/**
 * A HEIC of these items; its picture is the one with that number, from 1. Items of the same content share its bytes, which lie in the
 * order of the items behind those of `first`.
 */
export function writeHeif(
  items: readonly HeifItem[],
  primary: number,
  first: readonly HeifItem[] = [],
): Buffer {
  const asText = (one: Uint8Array) => Buffer.from(one).toString('latin1');
  const boxes = [...new Set(items.flatMap(({ properties }) => properties))];
  const known = [...new Set(boxes.map(asText))];
  const numbers = new Map(boxes.map((one) => [one, 0x80 + known.indexOf(asText(one)) + 1]));
  const contents = [...new Set([...first, ...items].map(({ content }) => content))];
  const infos = items.map(({ type }, at) =>
    fullBox('infe', 2, u16(at + 1), u16(0), text(type), u8(0)),
  );
  const references = items.flatMap((item, at) =>
    Object.entries(item.references ?? {}).map(([type, to]) =>
      box(type, u16(at + 1), u16(to.length), ...to.map(u16)),
    ),
  );
  const associations = items.map(({ properties }, at) =>
    Buffer.concat([
      u16(at + 1),
      u8(properties.length),
      Buffer.from(properties.map((one) => numbers.get(one) ?? 0)),
    ]),
  );
  const metaWith = (starts: ReadonlyMap<Uint8Array, number>) =>
    fullBox(
      'meta',
      0,
      fullBox('hdlr', 0, u32(0), text('pict'), Buffer.alloc(13)),
      fullBox('pitm', 0, u16(primary)),
      fullBox('iinf', 0, u16(items.length), ...infos),
      ...(references.length > 0 ? [fullBox('iref', 0, ...references)] : []),
      box(
        'iprp',
        box('ipco', ...known.map(text)),
        fullBox('ipma', 0, u32(items.length), ...associations),
      ),
      fullBox(
        'iloc',
        0,
        Buffer.of(0x44, 0),
        u16(items.length),
        ...items.flatMap(({ content }, at) => [
          u16(at + 1),
          u16(0),
          u16(1),
          u32(starts.get(content) ?? 0),
          u32(content.length),
        ]),
      ),
    );
  const head = box('ftyp', text('heic'), u32(0), text('mif1heic'));
  const starts = new Map<Uint8Array, number>();
  let at = head.length + metaWith(starts).length + 8;
  for (const content of contents) {
    starts.set(content, at);
    at += content.length;
  }
  return Buffer.concat([head, metaWith(starts), box('mdat', ...contents)]);
}

/** The pictures of a file that `heif-enc` wrote, with their own properties, each a whole box. References are left out. */
export function itemsOf(bytes: Buffer): HeifItem[] {
  const reader = new ByteReader(bytes, 'big');
  const childOf = (within: Box, type: string, skipped = 0): Box => {
    for (const one of boxesIn(reader, within.start + skipped, within.end))
      if (one.type === type) return one;
    throw new Error(`there is no box ${type}`);
  };
  const meta = childOf({ type: '', start: 0, end: bytes.length }, 'meta');
  const iprp = childOf(meta, 'iprp', 4);
  const container = childOf(iprp, 'ipco');
  const all = [...boxesIn(reader, container.start, container.end)];
  const associations = reader.at(childOf(iprp, 'ipma').start + 4);
  const properties = new Map<number, Uint8Array[]>();
  for (let left = associations.u32(); left > 0; left -= 1) {
    const id = associations.u16();
    const numbers = Array.from({ length: associations.u8() }, () => associations.u8() & 0x7f);
    const own = numbers.flatMap((number) => all[number - 1] ?? []);
    properties.set(
      id,
      own.map(({ start, end }) => bytes.subarray(start - 8, end)),
    );
  }
  const iloc = childOf(meta, 'iloc', 4);
  const version = reader.at(iloc.start).u8();
  const places = reader.at(iloc.start + 6);
  const items: HeifItem[] = [];
  for (let left = places.u16(); left > 0; left -= 1) {
    const id = places.u16();
    const method = version > 0 ? places.u16() : 0;
    places.skip(2);
    const base = places.u32();
    if (places.u16() !== 1 || method !== 0) throw new Error('this file is built in another way');
    const start = base + places.u32();
    const content = bytes.subarray(start, start + places.u32());
    items.push({ type: 'hvc1', content, properties: properties.get(id) ?? [] });
  }
  return items;
}
