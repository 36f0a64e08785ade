import { Buffer } from 'node:buffer';
import { type Box, boxesEndEarly, boxesIn } from '../../bytes/boxes.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { type PrimaryItem, readPrimaryItem } from '../heif/primary-item.ts';
import { type ColourSpace, spaceOfCodePoints } from './colour-space.ts';
import { profileOf } from './profile-of.ts';

/** What a picture says of its colours by code points; null where it has an ICC profile, which goes first, or means sRGB. */
export function spaceOfHeif(
  bytes: Uint8Array,
  { own }: Pick<PrimaryItem, 'own'>,
): ColourSpace | null {
  const reader = new ByteReader(bytes, 'big');
  const kindOf = ({ start }: Box) => reader.at(start).text(4);
  const colours = own.filter(({ type }) => type === 'colr');
  const codes = colours.find((box) => kindOf(box) === 'nclx');
  if (!codes || colours.some((box) => kindOf(box) !== 'nclx')) return null;
  const place = reader.at(codes.start + 4);
  const space = spaceOfCodePoints({ primaries: place.u16(), transfer: place.u16() });
  const light = own.find(({ type }) => type === 'clli');
  const peak = light ? reader.at(light.start).u16() || null : null;
  // The decoder widens narrow samples itself, by the same property.
  return space && { ...space, peak, isNarrow: false };
}

/** A box with a header of eight bytes. */
export function box(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 4, 'latin1');
  const whole = Buffer.concat([head, ...parts]);
  whole.writeUInt32BE(whole.length, 0);
  return whole;
}

/** The association box with one property more for the item. */
function associated(bytes: Buffer, item: PrimaryItem): Buffer {
  const { associations, association, areWide, all } = item;
  const { countAt, properties } = association;
  const endOfItem = countAt + 1 + properties.length * (areWide ? 2 : 1);
  const number = Buffer.alloc(areWide ? 2 : 1);
  number.writeUIntBE(all.length + 1, 0, number.length);
  return box(
    'ipma',
    bytes.subarray(associations.start, countAt),
    Buffer.of(properties.length + 1),
    bytes.subarray(countAt + 1, endOfItem),
    number,
    bytes.subarray(endOfItem, associations.end),
  );
}

/** What lies in a box before, between and behind the ones that are replaced. */
function replaced(bytes: Buffer, within: Box, news: readonly (readonly [Box, Buffer])[]): Buffer {
  const parts: Uint8Array[] = [];
  let at = within.start;
  // Every header here has the usual eight bytes, or the box is not replaced.
  for (const [old, content] of news.toSorted(([one], [other]) => one.start - other.start)) {
    parts.push(bytes.subarray(at, old.start - 8), content);
    at = old.end;
  }
  return box(within.type, ...parts, bytes.subarray(at, within.end));
}

/** A last box may go on to the end of the file, wherever that is: it gets its length. */
function closeLastBox(bytes: Buffer, length: number): void {
  const boxes = [...boxesIn(new ByteReader(bytes, 'big'), 0, length)];
  const last = boxes.at(-1);
  const sizeAt = last ? last.start - 8 : 0;
  // A length of 64 bits stands between the type and the content.
  const isShort = last && bytes.toString('latin1', sizeAt + 4, sizeAt + 8) === last.type;
  if (isShort && bytes.readUInt32BE(sizeAt) === 0) bytes.writeUInt32BE(length - sizeAt, sizeAt);
}

const hasShortHeader = (bytes: Buffer, { start, end }: Box) =>
  start >= 8 && bytes.readUInt32BE(start - 8) === end - start + 8;

/**
 * The file with one property more for its primary picture. Everything keeps its place, as offsets point at it: the changed
 * `meta` box stands at the end, and the old one is called free. Null where the file is not built in the usual way.
 */
export function withProperty(bytes: Buffer, item: PrimaryItem, property: Buffer): Buffer | null {
  const { meta, properties, container, associations, association, areWide, all } = item;
  const isUsual = [meta, properties, container, associations].every((one) =>
    hasShortHeader(bytes, one),
  );
  const hasRoom = association.properties.length < 255 && all.length < (areWide ? 0x7fff : 0x7f);
  if (!isUsual || !hasRoom) return null;
  const newContainer = box('ipco', bytes.subarray(container.start, container.end), property);
  const newProperties = replaced(bytes, properties, [
    [container, newContainer],
    [associations, associated(bytes, item)],
  ]);
  const whole = Buffer.concat([bytes, replaced(bytes, meta, [[properties, newProperties]])]);
  closeLastBox(whole, bytes.length);
  whole.write('free', meta.start - 4, 'latin1');
  return whole;
}

/** An AVIF with an ICC profile in place of its code points, which still say how its YCbCr was made; null where nothing has to change. */
export function retaggedHeif(bytes: Buffer): Buffer | null {
  const item = boxesEndEarly(bytes) ? null : readPrimaryItem(bytes);
  const space = item && spaceOfHeif(bytes, item);
  const profile = space && profileOf(space, 'rgb');
  if (!profile) return null;
  return withProperty(bytes, item, box('colr', Buffer.from('prof', 'latin1'), profile));
}
