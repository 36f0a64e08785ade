import { type Box, findBox } from './boxes.ts';
import type { ByteReader } from './byte-reader.ts';

/** A file of a phone has a hundred: tiles, a preview, a map of depth. */
const mostItems = 10_000;

/** The version of a full box, and a reader behind its flags. */
export function fullBox(reader: ByteReader, box: Box): { version: number; fields: ByteReader } {
  const fields = reader.at(box.start);
  const version = fields.u8();
  fields.skip(3);
  return { version, fields };
}

function sized(reader: ByteReader, size: number): number {
  if (size === 0) return 0;
  return size === 4 ? reader.u32() : reader.u64();
}

export interface ItemPart {
  /** Of the file. */
  readonly start: number;
  readonly length: number;
}

/** Where the parts of an item lie, as the box `meta` says; null when it has none in the file. */
export function itemParts(reader: ByteReader, meta: Box, wanted: number): ItemPart[] | null {
  const inside = { ...meta, start: meta.start + 4 };
  const location = findBox(reader, inside, 'iloc');
  if (!location) return null;
  const { version, fields } = fullBox(reader, location);
  const [sizes, more] = [fields.u8(), fields.u8()];
  const [offsetSize, lengthSize, baseSize] = [sizes >> 4, sizes & 15, more >> 4];
  const indexSize = version === 0 ? 0 : more & 15;
  const isOdd = [offsetSize, lengthSize, baseSize, indexSize].some(
    (size) => ![0, 4, 8].includes(size),
  );
  // Parts without a length take no bytes, so that nothing would end their number.
  if (isOdd || lengthSize === 0) return null;
  const count = version < 2 ? fields.u16() : fields.u32();
  // Looked for once: an item may have 65,535 parts.
  const inMeta = findBox(reader, inside, 'idat');
  for (let item = 0; item < Math.min(count, mostItems) && !fields.isExhausted; item += 1) {
    const id = version < 2 ? fields.u16() : fields.u32();
    const method = version === 0 ? 0 : fields.u16() & 15;
    fields.u16();
    const base = sized(fields, baseSize);
    const extents = fields.u16();
    const parts: ItemPart[] = [];
    for (let extent = 0; extent < extents && !fields.isExhausted; extent += 1) {
      sized(fields, indexSize);
      const offset = base + sized(fields, offsetSize);
      const length = sized(fields, lengthSize);
      if (id !== wanted) continue;
      const holder = method === 1 ? inMeta : { start: 0 };
      if (!holder || method > 1) return null;
      parts.push({ start: holder.start + offset, length });
    }
    if (id === wanted) return parts;
  }
  return null;
}
