import type { Buffer } from 'node:buffer';
import { constants, gunzipSync } from 'node:zlib';
import { recogniseFormat } from '../../shared/formats/recognise-format.ts';

/** Deflate makes at most 1,032 bytes of one: 4 KB become 4 MB and no more. */
const zippedHeadBytes = 4096;

export function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** An SVG in gzip. Looks at the beginning only, so that a bomb costs nothing. */
export function isSvgz(bytes: Buffer): boolean {
  if (!isGzip(bytes)) return false;
  try {
    const head = gunzipSync(bytes.subarray(0, zippedHeadBytes), {
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    return recogniseFormat(head) === 'svg';
  } catch {
    return false;
  }
}
