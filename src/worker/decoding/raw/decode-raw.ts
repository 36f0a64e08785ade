import { Buffer } from 'node:buffer';
import { notOk, ok } from '../../../shared/result.ts';
import { failure } from '../../../shared/task/failure.ts';
import { type Box, boxesIn, findBox } from '../../bytes/boxes.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { isAdobeRgb } from '../../bytes/exif-colour.ts';
import { retaggedJpeg } from '../colour/jpeg-colour.ts';
import { type Decode, sizeProblem } from '../decoded.ts';
import { type EmbeddedJpeg, readJpegStructure } from './jpeg-structure.ts';
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

const nothing: TiffFacts = { orientation: null, sensorOffsets: new Set() };

/** Reads the RAW's own directories: most makers use TIFF's, Canon since 2018 boxes with a TIFF in them. */
export function readRawFacts(bytes: Uint8Array): TiffFacts {
  const [first, second] = bytes;
  const isTiff = first === second && (first === 0x49 || first === 0x4d);
  if (isTiff) return readTiffFacts(bytes);
  const reader = new ByteReader(bytes, 'big');
  reader.skip(4);
  if (reader.text(4) !== 'ftyp') return nothing;
  const directory = findCanonDirectory(reader, { type: '', start: 0, end: bytes.length });
  return directory ? readTiffFacts(bytes.subarray(directory.start, directory.end)) : nothing;
}

/** `CMT1` holds the first directory; it lies in Canon's own box inside `moov`. */
function findCanonDirectory(reader: ByteReader, file: Box): Box | null {
  const movie = findBox(reader, file, 'moov');
  if (!movie) return null;
  for (const box of boxesIn(reader, movie.start, movie.end)) {
    const uuidLength = 16;
    const inner = { ...box, start: box.start + uuidLength };
    const directory = box.type === 'uuid' ? findBox(reader, inner, 'CMT1') : null;
    if (directory) return directory;
  }
  return null;
}

const startOfImage = 2;
const orientationOffset = 28;
/** An APP1 segment: `Exif`, a TIFF header, one directory with the orientation as its one entry. */
const exif = Buffer.from(
  'ffe1002245786966000049492a0008000000010012010300010000000000000000000000',
  'hex',
);

/** The JPEG with an EXIF orientation (1–8) put before everything else it says. */
export function turnedJpeg(jpeg: Uint8Array, orientation: number): Buffer {
  const segment = Buffer.from(exif);
  segment.writeUInt16LE(orientation, orientationOffset);
  return Buffer.concat([jpeg.subarray(0, startOfImage), segment, jpeg.subarray(startOfImage)]);
}

const beginning = Uint8Array.of(0xff, 0xd8, 0xff);
/** Chance makes a few of these in compressed sensor data; a file full of them is hostile. */
const mostBeginnings = 4096;

/**
 * Every photograph inside a RAW file, wherever its maker put it; not the thumbnails inside those photographs.
 * `leaveOut` are offsets where other JPEG begin.
 */
export function findJpegs(bytes: Uint8Array, leaveOut: ReadonlySet<number>): EmbeddedJpeg[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const found: EmbeddedJpeg[] = [];
  let start = buffer.indexOf(beginning);
  for (let count = 0; start >= 0 && count < mostBeginnings; count += 1) {
    const jpeg = readJpegStructure(bytes, start, (exif) => readTiffFacts(exif).orientation);
    if (jpeg && !leaveOut.has(start)) found.push(jpeg);
    start = buffer.indexOf(beginning, jpeg ? jpeg.end : start + 1);
  }
  return found;
}

/** Cameras put 160 × 120 there for their own screen; that is no picture of a photograph. Pixels. */
const longestThumbnailEdge = 160;

/**
 * The camera's own JPEG inside a RAW file, the largest there is. What it does not say itself, turn and colours, the RAW
 * says. It does not develop the sensor's data.
 */
export const decodeRaw: Decode = async (bytes, { maxPixels }) => {
  const facts = readRawFacts(bytes);
  const preview = largest(findJpegs(bytes, facts.sensorOffsets));
  if (!preview || Math.max(preview.width, preview.height) <= longestThumbnailEdge)
    return notOk(failure('decoder-missing', 'a camera RAW file without a preview'));
  const problem = sizeProblem(preview.width, preview.height, maxPixels);
  if (problem) return notOk(problem);
  const jpeg = bytes.subarray(preview.start, preview.end);
  const turn = preview.orientation === null ? facts.orientation : null;
  const upright = turn === null ? jpeg : turnedJpeg(jpeg, turn);
  const isAdobe = preview.orientation === null && isAdobeRgb(asBuffer(bytes));
  const tagged = isAdobe ? retaggedJpeg(asBuffer(upright)) : null;
  return ok({ kind: 'encoded', bytes: tagged ?? upright });
};

const asBuffer = ({ buffer, byteOffset, length }: Uint8Array) =>
  Buffer.from(buffer, byteOffset, length);

function largest(previews: readonly EmbeddedJpeg[]): EmbeddedJpeg | null {
  const byArea = previews.toSorted((a, b) => b.width * b.height - a.width * a.height);
  return byArea[0] ?? null;
}
