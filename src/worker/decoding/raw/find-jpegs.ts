import { Buffer } from 'node:buffer';
import { type EmbeddedJpeg, readJpegStructure } from './jpeg-structure.ts';
import { readTiffFacts } from './tiff-facts.ts';

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
