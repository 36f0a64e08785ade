import type { Buffer } from 'node:buffer';
import { ByteReader } from '../bytes/byte-reader.ts';
import { isFrame, jpegSegments, segmentNames } from '../bytes/jpeg-segments.ts';
import { type EmbeddedJpeg, readJpegStructure } from '../decoding/raw/jpeg-structure.ts';
import { readOrientation, readRawFacts } from '../decoding/raw/raw-facts.ts';
import { readDirectory } from '../decoding/tiff/tiff-directory.ts';
import { type HeifThumbnail, readHeifThumbnails } from '../decoding/heif/heif-thumbnails.ts';
import { blocksInHeif } from '../metadata/reading/in-heif.ts';
import { sniff } from '../sniffing/sniff.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A small JPEG that the camera put at the beginning of a file. */
export interface Embedded extends Size {
  readonly jpeg: Uint8Array;
  /** How it lies, as EXIF says (1–8). */
  readonly orientation: number;
  /** Of the picture that it stands for, as that is stored; null where the beginning of the file does not say. */
  readonly full: Size | null;
}

/** A file claims these; more is no preview, or not decoded in passing. Pixels. */
const leastEdge = 32;
export const mostEdge = 2048;
/** What a card shows. Of several previews the smallest that fills it is decoded soonest. Pixels. */
const wantedEdge = 160;
const mostBeginnings = 64;
const thumbnailTags = { offset: 0x0201, length: 0x0202 };
const beginning = Uint8Array.of(0xff, 0xd8, 0xff);
const endOfImage = 0xffd9;

const longEdge = ({ width, height }: Size) => Math.max(width, height);

/** Whether all of it lies in the beginning of the file, and it is as small as a preview is. */
function isUsable(jpeg: EmbeddedJpeg, bytes: Uint8Array): boolean {
  const hasEnd = new ByteReader(bytes, 'big').at(jpeg.end - 2).u16() === endOfImage;
  return hasEnd && Math.min(jpeg.width, jpeg.height) >= leastEdge && longEdge(jpeg) <= mostEdge;
}

/** The thumbnail of a block of EXIF, which its second directory points to. */
function inExif(block: Uint8Array, full: Size | null): Embedded | null {
  const reader = new ByteReader(block, block[0] === 0x49 ? 'little' : 'big');
  const first = readDirectory(reader, reader.at(4).u32());
  if (first.next === 0) return null;
  const second = readDirectory(reader, first.next);
  const [offset] = second.values(thumbnailTags.offset, 1);
  const [length] = second.values(thumbnailTags.length, 1);
  if (offset === undefined || length === undefined) return null;
  const bytes = block.subarray(offset, offset + length);
  const jpeg = readJpegStructure(bytes, 0, readOrientation);
  if (jpeg === null || !isUsable(jpeg, bytes)) return null;
  const { width, height, end } = jpeg;
  const orientation = readOrientation(block) ?? 1;
  return { jpeg: bytes.subarray(0, end), width, height, orientation, full };
}

function frameOf(head: Buffer): Size | null {
  for (const { marker, start } of jpegSegments(head)) {
    if (!isFrame(marker) || start + 5 > head.length) continue;
    return { height: head.readUInt16BE(start + 1), width: head.readUInt16BE(start + 3) };
  }
  return null;
}

function inJpeg(head: Buffer): Embedded | null {
  for (const { start, end } of jpegSegments(head)) {
    const name = segmentNames.exif;
    if (head.toString('latin1', start, start + name.length) !== name) continue;
    return inExif(head.subarray(start + name.length, end), frameOf(head));
  }
  return null;
}

function jpegsIn(head: Buffer): EmbeddedJpeg[] {
  const found: EmbeddedJpeg[] = [];
  let start = head.indexOf(beginning);
  for (let count = 0; start >= 0 && count < mostBeginnings; count += 1) {
    const jpeg = readJpegStructure(head, start, readOrientation);
    if (jpeg) found.push(jpeg);
    // Not behind its end: the one that is too large for the beginning has a thumbnail of its own.
    start = head.indexOf(beginning, start + 1);
  }
  return found;
}

function inRaw(head: Buffer): Embedded | null {
  const facts = readRawFacts(head);
  const sensors = new Set(facts.sensors.flatMap(({ parts }) => parts.map(({ offset }) => offset)));
  const found = jpegsIn(head).filter(({ start }) => !sensors.has(start));
  const usable = found
    .filter((jpeg) => isUsable(jpeg, head))
    .toSorted((one, other) => longEdge(one) - longEdge(other));
  const best = usable.find((jpeg) => longEdge(jpeg) >= wantedEdge) ?? usable.at(-1);
  if (!best) return null;
  const others = found.map(({ orientation }) => orientation);
  const said = [best.orientation, facts.orientation, ...others].find((turn) => turn !== null);
  const [largest = best] = found.toSorted((one, other) => longEdge(other) - longEdge(one));
  const { start, end, width, height } = best;
  return { jpeg: head.subarray(start, end), width, height, orientation: said ?? 1, full: largest };
}

/** In its EXIF, or as a thumbnail that is a JPEG. */
function inHeif(head: Buffer): Embedded | null {
  const { exif } = blocksInHeif(head);
  const found = exif ? inExif(exif, null) : null;
  if (found) return found;
  const listed = readHeifThumbnails(head);
  if (!listed) return null;
  const [best] = bestFirst(listed.thumbnails, 'jpeg');
  const jpeg = best && readJpegStructure(best.bytes, 0, readOrientation);
  if (!jpeg || !isUsable(jpeg, best.bytes)) return null;
  const { width, height } = jpeg;
  const { bytes, orientation } = best;
  return { jpeg: bytes, width, height, orientation, full: listed.full };
}

/** Those of one coding that are as small as a preview is: the smallest that fills a card, larger ones, then those that are too small. */
export function bestFirst(thumbnails: readonly HeifThumbnail[], coding: string): HeifThumbnail[] {
  const wide = (one: HeifThumbnail) => longEdge(one.size);
  const small = thumbnails
    .filter(({ type, size }) => type === coding && Math.min(size.width, size.height) >= leastEdge)
    .filter((one) => wide(one) <= mostEdge)
    .toSorted((one, other) => wide(one) - wide(other));
  const filling = small.filter((one) => wide(one) >= wantedEdge);
  return [...filling, ...small.filter((one) => wide(one) < wantedEdge).toReversed()];
}

/**
 * The small JPEG that a camera put at the beginning of a JPEG, a RAW or a HEIC; null where there is none, or only a part of one. Nothing
 * is decoded for that, and nothing in it is believed: its header may still lie.
 */
export function findEmbedded(head: Buffer): Embedded | null {
  const sniffed = sniff(head);
  if (sniffed.kind !== 'readable') return null;
  if (sniffed.format === 'jpeg') return inJpeg(head);
  if (sniffed.format === 'raw') return inRaw(head);
  return sniffed.format === 'heif' ? inHeif(head) : null;
}
