import type { Buffer } from 'node:buffer';
import type { SourceFormat } from '../../shared/formats/formats.ts';
import { boxesEndEarly } from '../bytes/boxes.ts';
import { jpegSegments } from '../bytes/jpeg-segments.ts';

/** Bytes of one value, by the number of its type. */
const valueBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
const entryBytes = 12;
const bigTiff = 43;

/**
 * Whether the first directory of a TIFF, or a value that it points to, lies behind the end of the file.
 * Programs like to write them last. Of a BigTIFF only the beginning of the directory is looked for.
 */
export function tiffEndsEarly(bytes: Buffer): boolean {
  if (bytes.length < 16) return true;
  const isLittle = bytes[0] === 0x49;
  const long = (at: number) => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const short = (at: number) => (isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const isBig = short(2) === bigTiff;
  // A BigTIFF's offset has 64 bits; the lower half is enough for any file that was read.
  const start = isBig ? long(isLittle ? 8 : 12) : long(4);
  if (start + 2 > bytes.length) return true;
  if (isBig) return false;
  const end = start + 2 + short(start) * entryBytes;
  if (end > bytes.length) return true;
  for (let at = start + 2; at < end; at += entryBytes) {
    const size = (valueBytes[short(at + 2)] ?? 0) * long(at + 4);
    if (size > 4 && long(at + 8) + size > bytes.length) return true;
  }
  return false;
}

const chunkHeaderBytes = 8;

/** PNG: chunks of length, type, content and checksum, the last one IEND. */
function pngEndsEarly(bytes: Buffer): boolean {
  let at = chunkHeaderBytes;
  while (at + chunkHeaderBytes <= bytes.length) {
    if (bytes.toString('latin1', at + 4, at + 8) === 'IEND') return false;
    at += bytes.readUInt32BE(at) + chunkHeaderBytes + 4;
  }
  return true;
}

/** WebP: the first chunk says how long everything after its own header is. */
function webpEndsEarly(bytes: Buffer): boolean {
  return bytes.length < 12 || bytes.readUInt32LE(4) + chunkHeaderBytes > bytes.length;
}

/** JPEG: an end after the compressed data has begun; the small picture in EXIF has one of its own before that. */
function jpegEndsEarly(bytes: Buffer): boolean {
  let scan = 0;
  for (const { end } of jpegSegments(bytes)) scan = end;
  return !bytes.includes('ffd9', scan, 'hex');
}

const tests: Readonly<Partial<Record<SourceFormat, (bytes: Buffer) => boolean>>> = {
  jpeg: jpegEndsEarly,
  png: pngEndsEarly,
  webp: webpEndsEarly,
  avif: boxesEndEarly,
  heif: boxesEndEarly,
  tiff: tiffEndsEarly,
  gif: (bytes) => bytes.at(-1) !== 0x3b,
};

/** Whether the file's own structure goes on behind its last byte. Some such files can be decoded all the same. */
export function endsEarly(bytes: Buffer, format: SourceFormat): boolean {
  return tests[format]?.(bytes) ?? false;
}
