import { ByteReader } from '../byte-reader.ts';

/** What a RAW's TIFF structure tells besides its previews. */
export interface TiffFacts {
  /** As the first directory says; null without a sensible one. */
  readonly orientation: number | null;
  /** Where the sensor's own picture begins, whole or in tiles: it may be a JPEG, but not one to look at. */
  readonly sensorOffsets: ReadonlySet<number>;
}

const tag = {
  photometric: 0x106,
  stripOffsets: 0x111,
  orientation: 0x112,
  tileOffsets: 0x144,
  subDirectories: 0x14a,
};
/** Photometric interpretations: colour filter array and linear raw. */
const sensorPhotometrics = new Set([32_803, 34_892]);
const typeSizes: Readonly<Record<number, number>> = { 3: 2, 4: 4, 13: 4 };
const mostDirectories = 64;
const mostEntries = 1000;
const mostValues = 65_536;

/** Follows directories and their children; whatever makes no sense is passed over. `bytes` begin with the byte order. */
export function readTiffFacts(bytes: Uint8Array): TiffFacts {
  const reader = new ByteReader(bytes, bytes[0] === 0x49 ? 'little' : 'big');
  const waiting = [reader.at(4).u32()];
  const seen = new Set<number>([0]);
  const starts: number[] = [];
  let orientation: number | null = null;
  for (let offset = waiting.shift(); offset !== undefined; offset = waiting.shift()) {
    if (seen.has(offset) || seen.size > mostDirectories) continue;
    const directory = readDirectory(reader, offset);
    const [turn] = directory.values(tag.orientation);
    if (seen.size === 1 && turn !== undefined && turn >= 1 && turn <= 8) orientation = turn;
    if (sensorPhotometrics.has(directory.values(tag.photometric)[0] ?? 0))
      starts.push(...directory.values(tag.stripOffsets), ...directory.values(tag.tileOffsets));
    waiting.push(...directory.values(tag.subDirectories).slice(0, mostDirectories), directory.next);
    seen.add(offset);
  }
  return { orientation, sensorOffsets: new Set(starts) };
}

interface Directory {
  readonly values: (tag: number) => number[];
  readonly next: number;
}

function readDirectory(reader: ByteReader, offset: number): Directory {
  const start = reader.at(offset);
  const count = Math.min(start.u16(), mostEntries);
  const entries = new Map<number, number>();
  for (let index = 0; index < count; index += 1) {
    const entry = offset + 2 + index * 12;
    const tag = reader.at(entry).u16();
    if (!entries.has(tag)) entries.set(tag, entry);
  }
  const next = reader.at(offset + 2 + count * 12).u32();
  return {
    next,
    values(tag) {
      const entry = entries.get(tag);
      return entry === undefined ? [] : readValues(reader, entry);
    },
  };
}

function readValues(reader: ByteReader, entry: number): number[] {
  const field = reader.at(entry + 2);
  const type = field.u16();
  const size = typeSizes[type];
  const count = Math.min(field.u32(), mostValues);
  if (!size) return [];
  const place = reader.at(count * size <= 4 ? entry + 8 : field.u32());
  const values: number[] = [];
  while (values.length < count && place.remaining >= size)
    values.push(size === 2 ? place.u16() : place.u32());
  return values;
}
