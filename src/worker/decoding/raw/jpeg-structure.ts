import { Buffer } from 'node:buffer';
import { ByteReader } from '../../bytes/byte-reader.ts';

/** A JPEG found inside other bytes. `end` is past its last byte. */
export interface EmbeddedJpeg {
  readonly start: number;
  readonly end: number;
  readonly width: number;
  readonly height: number;
  readonly orientation: number | null;
}

const startOfImage = 0xffd8;
const startOfScan = 0xffda;
const exifMarker = 0xffe1;
/** Baseline, extended and progressive: what decoders of photographs read. Sensor data is lossless JPEG, 0xffc3. */
const photoFrames = new Set([0xffc0, 0xffc1, 0xffc2]);
const mostSegments = 256;
const endOfImage = Uint8Array.of(0xff, 0xd9);

interface Facts {
  width: number;
  height: number;
  orientation: number | null;
}

/** Null unless at `start` there is a whole header of an 8-bit photograph, up to its compressed data. */
export function readJpegStructure(
  bytes: Uint8Array,
  start: number,
  readOrientation: (exif: Uint8Array) => number | null,
): EmbeddedJpeg | null {
  const reader = new ByteReader(bytes, 'big').at(start);
  if (reader.u16() !== startOfImage) return null;
  const facts: Facts = { width: 0, height: 0, orientation: null };
  for (let count = 0; count < mostSegments; count += 1) {
    const marker = reader.u16();
    const segmentStart = reader.position;
    const length = reader.u16();
    if (reader.isExhausted || marker < 0xffc0 || length < 2) return null;
    if (marker === startOfScan) return finish(bytes, start, { ...facts, scan: segmentStart });
    if (photoFrames.has(marker) && !readFrame(reader, facts)) return null;
    if (marker === exifMarker && reader.text(6) === 'Exif\0\0')
      facts.orientation ??= readOrientation(
        bytes.subarray(segmentStart + 8, segmentStart + length),
      );
    reader.position = segmentStart + length;
  }
  return null;
}

function readFrame(reader: ByteReader, facts: Facts): boolean {
  const precision = reader.u8();
  facts.height = reader.u16();
  facts.width = reader.u16();
  return precision === 8;
}

function finish(
  bytes: Uint8Array,
  start: number,
  { scan, ...facts }: Facts & { scan: number },
): EmbeddedJpeg | null {
  if (facts.width === 0 || facts.height === 0) return null;
  const last = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(endOfImage, scan);
  return { start, end: last < 0 ? bytes.length : last + endOfImage.length, ...facts };
}
