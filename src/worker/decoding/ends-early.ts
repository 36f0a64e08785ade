import type { Buffer } from 'node:buffer';
import type { SourceFormat } from '../../shared/formats/formats.ts';
import { boxesEndEarly } from '../bytes/boxes.ts';
import { jpegSegments } from './jpeg-header.ts';
import { tiffEndsEarly } from './tiff/tiff-ends-early.ts';

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
