import type { Buffer } from 'node:buffer';
import { constants, gunzipSync } from 'node:zlib';

/** Declarations and comments before the first element are seldom longer. */
const headBytes = 64 * 1024;
/** Deflate makes at most 1,032 bytes of one: 4 KB become 4 MB and no more. */
const zippedHeadBytes = 4096;

function text(head: Buffer): string {
  const isUtf16 = head[0] === 0xff && head[1] === 0xfe;
  return head.subarray(0, headBytes).toString(isUtf16 ? 'utf16le' : 'utf8');
}

/** Whether the first element is an `<svg>`, as far as can be told without parsing. */
export function isSvg(bytes: Buffer): boolean {
  const head = text(bytes);
  if (!/^\uFEFF?\s*<[?!\w]/.test(head)) return false;
  const start = head.search(/<(?:[\w-]+:)?svg[\s>/]/);
  return start >= 0 && !/<!doctype html|<html[\s>]/i.test(head.slice(0, start));
}

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
    return isSvg(head);
  } catch {
    return false;
  }
}
