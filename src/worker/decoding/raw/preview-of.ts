import { Buffer } from 'node:buffer';
import { type EmbeddedJpeg, readJpegStructure } from './jpeg-structure.ts';
import { type RawFacts, readOrientation, readRawFacts } from './raw-facts.ts';

const beginning = Uint8Array.of(0xff, 0xd8, 0xff);
/** Chance makes a few of these in compressed sensor data; a file full of them is hostile. */
const mostBeginnings = 4096;

/**
 * Every photograph inside a RAW file, wherever its maker put it; not the thumbnails inside those photographs.
 * `leaveOut` are offsets where other JPEG begin: the sensor's own picture, whole or in tiles, may be one.
 */
function findJpegs(bytes: Uint8Array, leaveOut: ReadonlySet<number>): EmbeddedJpeg[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const found: EmbeddedJpeg[] = [];
  let start = buffer.indexOf(beginning);
  for (let count = 0; start >= 0 && count < mostBeginnings; count += 1) {
    const jpeg = readJpegStructure(bytes, start, readOrientation);
    if (jpeg && !leaveOut.has(start)) found.push(jpeg);
    start = buffer.indexOf(beginning, jpeg ? jpeg.end : start + 1);
  }
  return found;
}

/** Cameras put 160 × 120 there for their own screen; that is no picture of a photograph. Pixels. */
const longestThumbnailEdge = 160;

export interface RawContents {
  readonly facts: RawFacts;
  /** The largest picture that the camera made; null where there is none to look at. */
  readonly preview: EmbeddedJpeg | null;
}

function look(bytes: Uint8Array): RawContents {
  const facts = readRawFacts(bytes);
  const offsets = facts.sensors.flatMap(({ parts }) => parts.map(({ offset }) => offset));
  const byArea = findJpegs(bytes, new Set(offsets)).toSorted(
    (a, b) => b.width * b.height - a.width * a.height,
  );
  const preview = byArea.find(
    ({ width, height }) => Math.max(width, height) > longestThumbnailEdge,
  );
  return { facts, preview: preview ?? null };
}

const known = new WeakMap<Uint8Array, RawContents>();

/** Asked twice of each file: what it will take, then for the picture. */
export function contentsOf(bytes: Uint8Array): RawContents {
  const contents = known.get(bytes) ?? look(bytes);
  known.set(bytes, contents);
  return contents;
}
