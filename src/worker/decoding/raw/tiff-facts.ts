import { ByteReader } from '../../bytes/byte-reader.ts';
import { readDirectory } from '../tiff/tiff-directory.ts';

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
const mostDirectories = 64;

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
