import type { Buffer } from 'node:buffer';
import { jpegSegments } from '../bytes/jpeg-segments.ts';

/** Ways of coding by the frame's marker (T.81, table B.1), of which libjpeg-turbo reads Huffman and arithmetic coding in sequence or in steps. */
const coding: Readonly<Record<number, string>> = {
  0xc3: 'a lossless JPEG',
  0xc5: 'a hierarchical JPEG',
  0xc6: 'a hierarchical JPEG',
  0xc7: 'a hierarchical JPEG',
  0xcb: 'a lossless JPEG',
  0xcd: 'a hierarchical JPEG',
  0xce: 'a hierarchical JPEG',
  0xcf: 'a hierarchical JPEG',
  0xde: 'a hierarchical JPEG',
  0xf7: 'a JPEG-LS picture',
};
const frames: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2, 0xc9, 0xca]);
const usualColours: ReadonlySet<number> = new Set([1, 3, 4]);

/** What kind of JPEG this is, when it is one that libjpeg does not read; null when its frame is of the usual kind, or damaged. */
export function unreadJpeg(bytes: Buffer): string | null {
  for (const { marker, start, end } of jpegSegments(bytes)) {
    const name = coding[marker];
    if (name !== undefined) return name;
    if (!frames.has(marker) || end - start < 6 || end > bytes.length) continue;
    const [bits = 8, colours = 3] = [bytes[start], bytes[start + 5]];
    // So many components need so many bytes; else the number is wrong.
    if (end - start !== 6 + 3 * colours) return null;
    if (bits === 12 || bits === 16) return `a JPEG with ${bits} bits a colour`;
    return usualColours.has(colours) ? null : `a JPEG with ${colours} colours`;
  }
  return null;
}
