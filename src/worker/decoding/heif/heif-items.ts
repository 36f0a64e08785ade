import { Buffer } from 'node:buffer';
import { type Box, boxesIn, findBox } from '../../bytes/boxes.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import type { PixelSize } from '../decoder.ts';
import { type PrimaryItem, associationsIn, contentOf } from './primary-item.ts';

/** In all references together: of a grid and its alpha, more than 300 megapixels have. */
const mostReferences = 10_000;

const alphaNames = [
  'urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0',
  'urn:mpeg:hevc:2015:auxid:1\0',
  'urn:mpeg:avc:2015:auxid:1\0',
];

/** What the items of a HEIF file are and how they belong together. */
export interface HeifItems {
  /** The four letters of a coding, or of how a picture is put together of others. */
  typeOf(id: number): string | null;
  /** The items that this one names in references of some type, in order. */
  named(id: number, type: string): readonly number[];
  propertiesOf(id: number): readonly Box[];
  /** As it says, before it is turned; null where it does not. */
  sizeOf(id: number): PixelSize | null;
  /** The items that are the opacity of this one. */
  alphasOf(id: number): readonly number[];
  /** Whether another item says how this one looks on a screen of another range. */
  hasGainMap(id: number): boolean;
  /** The items that are this one, only smaller. */
  thumbnailsOf(id: number): readonly number[];
}

interface Reference {
  readonly type: string;
  readonly from: number;
  readonly to: readonly number[];
}

function typesIn(reader: ByteReader, box: Box): Map<number, string> {
  const types = new Map<number, string>();
  const countBytes = reader.at(box.start).u8() === 0 ? 2 : 4;
  const first = contentOf(box).start + countBytes;
  for (const { type, start } of boxesIn(reader, first, box.end)) {
    const place = reader.at(start);
    const version = place.u8();
    if (type !== 'infe' || version < 2) continue;
    place.skip(3);
    const id = version === 2 ? place.u16() : place.u32();
    place.skip(2);
    types.set(id, place.text(4));
  }
  return types;
}

function referencesIn(reader: ByteReader, box: Box): Reference[] {
  const isLong = reader.at(box.start).u8() > 0;
  const references: Reference[] = [];
  let left = mostReferences;
  for (const { type, start, end } of boxesIn(reader, contentOf(box).start, box.end)) {
    const place = reader.at(start);
    const read = () => (isLong ? place.u32() : place.u16());
    const from = read();
    const to = Array.from({ length: Math.min(left, place.u16()) }, read);
    if (place.isExhausted || place.position > end) break;
    left -= to.length;
    references.push({ type, from, to });
  }
  return references;
}

export function readHeifItems(
  bytes: Uint8Array,
  { meta, properties, all }: PrimaryItem,
): HeifItems {
  const reader = new ByteReader(bytes, 'big');
  const infos = findBox(reader, contentOf(meta), 'iinf');
  const links = findBox(reader, contentOf(meta), 'iref');
  const types = infos ? typesIn(reader, infos) : new Map<number, string>();
  const references = links ? referencesIn(reader, links) : [];
  const own = new Map<number, readonly number[]>();
  for (const [, one] of associationsIn(reader, properties)) own.set(one.itemId, one.properties);
  const propertiesOf = (id: number) =>
    (own.get(id) ?? []).flatMap((number) => all[number - 1] ?? []);
  const auxiliariesOf = (id: number, isKind: (start: number) => boolean) => {
    // Thousands of items may name one property.
    const numbers = new Set<number>();
    for (const [at, { type, start }] of all.entries())
      if (type === 'auxC' && isKind(start)) numbers.add(at + 1);
    const isOfKind = (one: number) => (own.get(one) ?? []).some((number) => numbers.has(number));
    return references
      .filter((one) => one.type === 'auxl' && one.to.includes(id) && isOfKind(one.from))
      .map(({ from }) => from);
  };
  return {
    typeOf: (id) => types.get(id) ?? null,
    named: (id, type) => references.find((one) => one.type === type && one.from === id)?.to ?? [],
    propertiesOf,
    sizeOf(id) {
      const box = propertiesOf(id).find(({ type }) => type === 'ispe');
      if (!box) return null;
      const place = reader.at(box.start + 4);
      return { width: place.u32(), height: place.u32() };
    },
    alphasOf: (id) => auxiliariesOf(id, (start) => saysAlpha(reader, start)),
    hasGainMap: (id) =>
      references.some(
        ({ type, from, to }) => type === 'dimg' && types.get(from) === 'tmap' && to.includes(id),
      ) || auxiliariesOf(id, (start) => saysGainMap(bytes, start)).length > 0,
    thumbnailsOf: (id) =>
      references
        .filter(({ type, to }) => type === 'thmb' && to.includes(id))
        .map(({ from }) => from),
  };
}

/** What the property of an auxiliary picture says of its kind. */
function saysAlpha(reader: ByteReader, start: number): boolean {
  return alphaNames.some((name) => reader.at(start + 4).text(name.length) === name);
}

/** Apple's name for one, and those that were made after it. */
const gainMapName = /^urn:[\w:.-]{1,80}:hdrgainmap\0/;
const mostNameBytes = 100;

function saysGainMap(bytes: Uint8Array, start: number): boolean {
  const name = bytes.subarray(start + 4, start + 4 + mostNameBytes);
  return gainMapName.test(Buffer.from(name).toString('latin1'));
}
