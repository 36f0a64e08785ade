import { Buffer } from 'node:buffer';
import { endOfScan } from '../../decoding/jpeg-header.ts';

const marker = {
  start: 0xd8,
  end: 0xd9,
  scan: 0xda,
  app0: 0xe0,
  app14: 0xee,
  app15: 0xef,
  comment: 0xfe,
} as const;

/** Baseline, extended and progressive Huffman coding: what every reader knows. */
const frames: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
/** Huffman tables, quantisation tables and the restart interval. */
const tables: ReadonlySet<number> = new Set([0xc4, 0xdb, 0xdd]);

const bodyAt = 4;

const isNamed = (segment: Buffer, name: string) =>
  segment.toString('latin1', bodyAt, bodyAt + name.length) === name;

/** 8 bits, grey or three colours. */
function isPlainFrame(segment: Buffer): boolean {
  const components = segment[9];
  return segment[4] === 8 && (components === 1 || components === 3);
}

/** `unsure` is a segment that must neither stay nor go. */
function fateOf(kind: number, segment: Buffer): 'keep' | 'drop' | 'unsure' {
  if (tables.has(kind) || kind === marker.scan) return 'keep';
  if (frames.has(kind)) return isPlainFrame(segment) ? 'keep' : 'unsure';
  if (kind === marker.app0 && isNamed(segment, 'JFIF\0')) {
    // Behind the density stands the size of a preview, which may show what the picture does not any more.
    return segment[16] === 0 && segment[17] === 0 ? 'keep' : 'unsure';
  }
  if (kind === marker.app14 && isNamed(segment, 'Adobe')) return 'keep';
  const isOther = kind === marker.comment || (kind >= marker.app0 && kind <= marker.app15);
  return isOther ? 'drop' : 'unsure';
}

/**
 * A JPEG without the segments that hold metadata and colour profiles, and without what follows its end. No coded data
 * changes. Null when anything in it is odd.
 */
export function strippedJpeg(bytes: Buffer): Buffer | null {
  if (bytes[0] !== 0xff || bytes[1] !== marker.start) return null;
  const parts = [bytes.subarray(0, 2)];
  let hasFrame = false;
  let scanCount = 0;
  for (let at = 2; at + 2 <= bytes.length;) {
    const kind = bytes[at + 1];
    if (bytes[at] !== 0xff || kind === undefined) return null;
    if (kind === 0xff) {
      at += 1;
      continue;
    }
    if (kind === marker.end) {
      if (!hasFrame || scanCount === 0) return null;
      return Buffer.concat([...parts, bytes.subarray(at, at + 2)]);
    }
    const end = at + 4 > bytes.length ? Infinity : at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length || end < at + 4) return null;
    const segment = bytes.subarray(at, end);
    const fate = fateOf(kind, segment);
    if (fate === 'unsure') return null;
    if (frames.has(kind) && hasFrame) return null;
    hasFrame ||= frames.has(kind);
    const next = kind === marker.scan ? endOfScan(bytes, end) : end;
    if (next < 0) return null;
    if (kind === marker.scan) scanCount += 1;
    if (fate === 'keep') parts.push(bytes.subarray(at, next));
    at = next;
  }
  return null;
}
