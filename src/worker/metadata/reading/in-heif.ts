import { Buffer } from 'node:buffer';
import { type Box, boxesIn, findBox } from '../../bytes/boxes.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { exifBehindOffset } from './in-boxes.ts';
import { type MetadataBlocks, mostBlockBytes } from './metadata-blocks.ts';

/** A file of a phone has a hundred: tiles, a preview, a map of depth. */
const mostItems = 10_000;

/** The version of a full box, and a reader behind its flags. */
function fullBox(reader: ByteReader, box: Box): { version: number; fields: ByteReader } {
  const fields = reader.at(box.start);
  const version = fields.u8();
  fields.skip(3);
  return { version, fields };
}

function textUntilZero(reader: ByteReader): string {
  const start = reader.position;
  const end = reader.bytes.indexOf(0, start);
  if (end < 0 || end - start > 200) return '';
  reader.position = end + 1;
  return Buffer.from(reader.bytes.subarray(start, end)).toString('latin1');
}

/** The numbers of the items that hold EXIF and XMP. */
function metadataItems(reader: ByteReader, info: Box): { exif?: number; xmp?: number } {
  const { version, fields } = fullBox(reader, info);
  if (version === 0) fields.u16();
  else fields.u32();
  const found: { exif?: number; xmp?: number } = {};
  for (const entry of boxesIn(reader, fields.position, info.end)) {
    const { version: entryVersion, fields: of } = fullBox(reader, entry);
    if (entry.type !== 'infe' || entryVersion < 2) continue;
    const id = entryVersion === 2 ? of.u16() : of.u32();
    of.skip(2);
    const type = of.text(4);
    if (type === 'Exif') found.exif ??= id;
    if (type !== 'mime') continue;
    textUntilZero(of);
    if (textUntilZero(of) === 'application/rdf+xml') found.xmp ??= id;
  }
  return found;
}

function sized(reader: ByteReader, size: number): number {
  if (size === 0) return 0;
  return size === 4 ? reader.u32() : reader.u64();
}

/** The bytes of an item, wherever its parts lie; null when it is not there. */
function itemBytes(reader: ByteReader, meta: Box, wanted: number): Buffer | null {
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
    const parts: Uint8Array[] = [];
    let total = 0;
    for (let extent = 0; extent < extents && !fields.isExhausted; extent += 1) {
      sized(fields, indexSize);
      const offset = base + sized(fields, offsetSize);
      const length = sized(fields, lengthSize);
      total += length;
      if (id !== wanted || total > mostBlockBytes) continue;
      const holder = method === 1 ? inMeta : { start: 0 };
      if (!holder || method > 1) return null;
      parts.push(reader.at(holder.start + offset).take(length));
    }
    if (id === wanted) return Buffer.concat(parts);
  }
  return null;
}

/** HEIF and AVIF: items of their own, beside the picture. */
export function blocksInHeif(bytes: Buffer): MetadataBlocks {
  const reader = new ByteReader(bytes, 'big');
  const meta = findBox(reader, { type: '', start: 0, end: bytes.length }, 'meta');
  const info = meta && findBox(reader, { ...meta, start: meta.start + 4 }, 'iinf');
  if (!meta || !info) return {};
  const items = metadataItems(reader, info);
  const exif = items.exif === undefined ? null : itemBytes(reader, meta, items.exif);
  const xmp = items.xmp === undefined ? null : itemBytes(reader, meta, items.xmp);
  return { exif: exif && exifBehindOffset(exif), xmp: xmp ? [xmp] : [] };
}
