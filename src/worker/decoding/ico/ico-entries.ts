import { readDibHeader } from '../bmp/dib-header.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { type IconEntry, pngEntry } from '../icon-entry.ts';

export interface IcoEntry extends IconEntry {
  readonly kind: 'png' | 'bitmap';
}

const entryLength = 16;
/** More than any program writes. */
const mostEntries = 256;

/** Entries whose bytes are inside the file, with the size that they themselves declare. */
export function readIcoEntries(bytes: Uint8Array): IcoEntry[] {
  const reader = new ByteReader(bytes, 'little');
  reader.skip(4);
  const count = Math.min(reader.u16(), mostEntries);
  return Array.from({ length: count }, (_, index) => {
    const place = reader.at(6 + index * entryLength + 8);
    const length = place.u32();
    const start = place.u32();
    return readEntry(bytes.subarray(start, start + length));
  }).filter((entry) => entry !== null);
}

function readEntry(bytes: Uint8Array): IcoEntry | null {
  const png = pngEntry(bytes);
  if (png) return png;
  const reader = new ByteReader(bytes, 'little');
  const { width, height, bits } = readDibHeader(reader);
  if (reader.isExhausted) return null;
  return { kind: 'bitmap', bytes, width, height: Math.floor(height / 2), bits };
}
