import { Buffer } from 'node:buffer';
import { type Box, boxesIn, findBox } from '../../bytes/boxes.ts';
import { fullBox, itemParts } from '../../bytes/heif-item-parts.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { exifBehindOffset } from './in-boxes.ts';
import { type MetadataBlocks, mostBlockBytes } from './metadata-blocks.ts';

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

/** The bytes of an item, as far as they are there. */
function itemBytes(reader: ByteReader, meta: Box, wanted: number): Buffer | null {
  const parts = itemParts(reader, meta, wanted);
  if (!parts) return null;
  let total = 0;
  const kept = parts.filter(({ length }) => (total += length) <= mostBlockBytes);
  return Buffer.concat(kept.map(({ start, length }) => reader.at(start).take(length)));
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
