import { type Box, boxesIn, findBox } from '../../bytes/boxes.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import type { PixelSize } from '../decoder.ts';

/** A version and flags stand before the content of these boxes. */
const fullBoxBytes = 4;

function inside(reader: ByteReader, within: Box | null, type: string): Box | null {
  return within && findBox(reader, within, type);
}

/** The largest size that any picture in the file declares; null where none does. */
export function sizeOfHeif(bytes: Uint8Array): PixelSize | null {
  const reader = new ByteReader(bytes, 'big');
  const file = { type: '', start: 0, end: bytes.length };
  const meta = findBox(reader, file, 'meta');
  const content = meta && { ...meta, start: meta.start + fullBoxBytes };
  const properties = inside(reader, inside(reader, content, 'iprp'), 'ipco');
  if (!properties) return null;
  let largest: PixelSize | null = null;
  for (const { type, start } of boxesIn(reader, properties.start, properties.end)) {
    if (type !== 'ispe') continue;
    const place = reader.at(start + fullBoxBytes);
    const [width, height] = [place.u32(), place.u32()];
    if (!largest || width * height > largest.width * largest.height) largest = { width, height };
  }
  return largest;
}
