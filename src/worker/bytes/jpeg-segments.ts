import type { Buffer } from 'node:buffer';

const signatureBytes = 2;
const markerStart = 0xff;
const startOfScan = 0xda;
/** 100 MB of metadata fill 1,600. A file of millions is read by whatever decodes it, if at all. */
const mostSegments = 10_000;

/** What names of segments say that begin with one; a profile's is followed by which part of how many it is. */
export const segmentNames = {
  exif: 'Exif\0\0',
  profile: 'ICC_PROFILE\0',
  xmp: 'http://ns.adobe.com/xap/1.0/\0',
  photoshop: 'Photoshop 3.0\0',
} as const;

/** Frame headers: C0 to CF but for tables (C4), extensions (C8) and arithmetic conditioning (CC). */
export const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** One segment before the compressed data; offsets of its content. */
export interface JpegSegment {
  readonly marker: number;
  readonly start: number;
  readonly end: number;
}

/** Those before the first scan; stops at what is none, and after very many. The last may end behind the file. */
export function* jpegSegments(bytes: Buffer): Generator<JpegSegment> {
  let at = signatureBytes;
  for (let count = 0; count < mostSegments && at + 4 <= bytes.length; count += 1) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== markerStart || marker === startOfScan) return;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    yield { marker, start: at + 4, end };
    at = end;
  }
}
