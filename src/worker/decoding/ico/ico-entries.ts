import { readDibHeader } from '../bmp/dib-header.ts';
import { ByteReader } from '../byte-reader.ts';

export interface IcoEntry {
  readonly kind: 'png' | 'bitmap';
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly bits: number;
}

const pngName = 0x89504e47;
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
  const png = new ByteReader(bytes, 'big');
  if (png.u32() === pngName) {
    png.skip(12);
    const [width, height] = [png.u32(), png.u32()];
    return png.isExhausted ? null : { kind: 'png', bytes, width, height, bits: 32 };
  }
  const reader = new ByteReader(bytes, 'little');
  const { width, height, bits } = readDibHeader(reader);
  if (reader.isExhausted) return null;
  return { kind: 'bitmap', bytes, width, height: Math.floor(height / 2), bits };
}

/** The smallest that has at least `wantedEdge` first, then the others from large to small; of equal ones the deeper. */
export function bestFirst(entries: readonly IcoEntry[], wantedEdge: number | null): IcoEntry[] {
  const edge = ({ width, height }: IcoEntry) => Math.max(width, height);
  const ordered = entries.toSorted((a, b) => edge(b) - edge(a) || b.bits - a.bits);
  const enough = ordered.filter((entry) => wantedEdge !== null && edge(entry) >= wantedEdge);
  const smallest = Math.min(...enough.map(edge));
  const best = enough.find((entry) => edge(entry) === smallest);
  return best ? [best, ...ordered.filter((entry) => entry !== best)] : ordered;
}
