import { type Box, boxesEndEarly, boxesIn, findBox } from '../../bytes/boxes.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { readDirectory, tag, type TiffDirectory } from '../tiff/tiff-directory.ts';

/** Where some of a picture's data lies in the file. */
interface Part {
  readonly offset: number;
  readonly length: number;
}

/** The sensor's own picture, as its directory describes it; without a size where that stands elsewhere. */
export interface Sensor {
  readonly width: number;
  readonly height: number;
  /** Three samples a pixel: somebody has put the colours together already. */
  readonly isLinear: boolean;
  readonly parts: readonly Part[];
}

/** What a RAW's structure tells besides its previews. */
export interface RawFacts {
  /** As the first directory says; null without a sensible one. */
  readonly orientation: number | null;
  readonly sensors: readonly Sensor[];
  /** Whether data of the sensor lies behind the end of the file. */
  readonly isCut: boolean;
}

const subDirectories = 0x14a;
const filterArray = 32_803;
const linearRaw = 34_892;
const mostDirectories = 64;
/** Of all directories together: more than any sensor's picture is stored in. */
const mostParts = 200_000;
/** Stands for an offset that is told in another way. */
const elsewhere = 0xffff_ffff;

/** What `readTiffFacts` may still read of offsets and lengths. */
interface Budget {
  parts: number;
}

function partsOf(directory: TiffDirectory, budget: Budget): Part[] {
  const pair = (offsets: number, lengths: number) => {
    const starts = directory.values(offsets, budget.parts);
    const known = directory.values(lengths, starts.length);
    budget.parts -= starts.length;
    return starts
      .map((offset, index) => ({ offset, length: known[index] ?? 0 }))
      .filter(({ offset }) => offset !== elsewhere);
  };
  const strips = pair(tag.stripOffsets, tag.stripLengths);
  return strips.concat(pair(tag.tileOffsets, tag.tileLengths));
}

function sensorOf(directory: TiffDirectory, budget: Budget): Sensor | null {
  const [photometric] = directory.values(tag.photometric, 1);
  if (photometric !== filterArray && photometric !== linearRaw) return null;
  const [width = 0] = directory.values(tag.width, 1);
  const [height = 0] = directory.values(tag.height, 1);
  const parts = partsOf(directory, budget);
  return { width, height, isLinear: photometric === linearRaw, parts };
}

const readerOf = (bytes: Uint8Array) => new ByteReader(bytes, bytes[0] === 0x49 ? 'little' : 'big');

function orientationOf(directory: TiffDirectory): number | null {
  const [turn = 0] = directory.values(tag.orientation, 1);
  return turn >= 1 && turn <= 8 ? turn : null;
}

/** As the first directory says; null without a sensible one. `bytes` begin with the byte order. */
export function readOrientation(bytes: Uint8Array): number | null {
  const reader = readerOf(bytes);
  return orientationOf(readDirectory(reader, reader.at(4).u32()));
}

/** Follows directories and their children; whatever makes no sense is passed over. `bytes` begin with the byte order. */
export function readTiffFacts(bytes: Uint8Array): RawFacts {
  const reader = readerOf(bytes);
  const budget = { parts: mostParts };
  const waiting = [reader.at(4).u32()];
  const seen = new Set<number>([0]);
  const sensors: Sensor[] = [];
  const others: TiffDirectory[] = [];
  let orientation: number | null = null;
  let pointsOutside = false;
  for (let offset = waiting.shift(); offset !== undefined; offset = waiting.shift()) {
    if (seen.has(offset) || seen.size > mostDirectories) continue;
    pointsOutside ||= offset >= bytes.length;
    const directory = readDirectory(reader, offset);
    if (seen.size === 1) orientation = orientationOf(directory);
    const sensor = sensorOf(directory, budget);
    if (sensor) sensors.push(sensor);
    else others.push(directory);
    waiting.push(...directory.values(subDirectories, mostDirectories), directory.next);
    seen.add(offset);
  }
  // Canon does not mark the sensor's directory.
  const parts =
    sensors.length > 0
      ? sensors.flatMap((sensor) => sensor.parts)
      : others.flatMap((directory) => partsOf(directory, budget));
  const isShort = parts.some(({ offset, length }) => offset + length > bytes.length);
  return { orientation, sensors, isCut: isShort || (sensors.length === 0 && pointsOutside) };
}

const nothing: RawFacts = { orientation: null, sensors: [], isCut: false };

/** A preview, the camera's settings and the sensor's data: an offset and a length each. */
const fujiTable = 84;

function readFujiFacts(reader: ByteReader): RawFacts {
  const table = reader.at(fujiTable);
  table.skip(16);
  const end = table.u32() + table.u32();
  return { ...nothing, isCut: table.isExhausted || end > reader.bytes.length };
}

function readCanonFacts(reader: ByteReader): RawFacts {
  const { bytes } = reader;
  const directory = findCanonDirectory(reader, { type: '', start: 0, end: bytes.length });
  const facts = directory && readTiffFacts(bytes.subarray(directory.start, directory.end));
  return { ...nothing, ...facts, isCut: boxesEndEarly(bytes) };
}

/** Reads the RAW's own directories: most makers use TIFF's, Canon since 2018 boxes with a TIFF in them. */
export function readRawFacts(bytes: Uint8Array): RawFacts {
  const [first, second] = bytes;
  const reader = new ByteReader(bytes, 'big');
  const isOldCanon = reader.at(6).text(4) === 'HEAP';
  if (first === second && (first === 0x49 || first === 0x4d))
    return isOldCanon ? nothing : readTiffFacts(bytes);
  if (reader.at(0).text(8) === 'FUJIFILM') return readFujiFacts(reader);
  return reader.at(4).text(4) === 'ftyp' ? readCanonFacts(reader) : nothing;
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
