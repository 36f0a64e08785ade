import { type Box, boxesIn, findBox } from '../../bytes/boxes.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';

/** A version and flags stand before the content of some boxes. */
const fullBoxBytes = 4;
const mostItems = 10_000;

/** One entry of `ipma`: which properties an item has. */
interface Association {
  readonly itemId: number;
  /** Where its number of properties stands. */
  readonly countAt: number;
  /** Numbers of properties, from 1; 0 stands for none. */
  readonly properties: readonly number[];
}

/** Where things lie in a HEIF file, and what its primary picture is. */
export interface PrimaryItem {
  readonly meta: Box;
  readonly properties: Box;
  /** All properties of the file, in order. */
  readonly container: Box;
  readonly all: readonly Box[];
  readonly associations: Box;
  readonly areWide: boolean;
  readonly association: Association;
  /** Those of the primary picture, in the order in which they are applied. */
  readonly own: readonly Box[];
}

/** What follows the version and flags of a box. */
export const contentOf = (box: Box): Box => ({ ...box, start: box.start + fullBoxBytes });

function primaryId(reader: ByteReader, meta: Box): number | null {
  const box = findBox(reader, contentOf(meta), 'pitm');
  if (!box) return null;
  const place = reader.at(box.start);
  const isLong = place.u8() > 0;
  place.skip(3);
  return isLong ? place.u32() : place.u16();
}

/** The entries of all `ipma` boxes, each with its box. */
export function* associationsIn(
  reader: ByteReader,
  properties: Box,
): Generator<readonly [Box, Association]> {
  let left = mostItems;
  for (const box of boxesIn(reader, properties.start, properties.end)) {
    if (box.type !== 'ipma') continue;
    for (const one of entriesOf(reader, box, left)) {
      left -= 1;
      yield [box, one];
    }
  }
}

/** Up to so many; stops where one makes no sense. */
function* entriesOf(reader: ByteReader, box: Box, most: number): Generator<Association> {
  const place = reader.at(box.start);
  const version = place.u8();
  place.skip(2);
  const isWide = (place.u8() & 1) === 1;
  const entries = Math.min(place.u32(), most);
  for (let entry = 0; entry < entries && place.position < box.end; entry += 1) {
    const itemId = version > 0 ? place.u32() : place.u16();
    const countAt = place.position;
    const properties = Array.from({ length: place.u8() }, () =>
      isWide ? place.u16() & 0x7fff : place.u8() & 0x7f,
    );
    if (place.isExhausted) return;
    yield { itemId, countAt, properties };
  }
}

/** The primary picture of a HEIF or AVIF and its properties; null where the file does not say it in the usual way. */
export function readPrimaryItem(bytes: Uint8Array): PrimaryItem | null {
  const reader = new ByteReader(bytes, 'big');
  const meta = findBox(reader, { type: '', start: 0, end: bytes.length }, 'meta');
  const properties = meta && findBox(reader, contentOf(meta), 'iprp');
  const container = properties && findBox(reader, properties, 'ipco');
  const id = meta && primaryId(reader, meta);
  if (!container || id === null || meta.end > bytes.length) return null;
  const all = [...boxesIn(reader, container.start, container.end)];
  for (const [associations, association] of associationsIn(reader, properties)) {
    if (association.itemId !== id) continue;
    const own = association.properties.flatMap((number) => all[number - 1] ?? []);
    const areWide = (reader.at(associations.start + 3).u8() & 1) === 1;
    return { meta, properties, container, all, associations, areWide, association, own };
  }
  return null;
}
