import type { Buffer } from 'node:buffer';
import { jpegSegments } from '../bytes/jpeg-segments.ts';

const quantisation = 0xdb;
const tableEntries = 64;

/** Where the entropy-coded data that begins at `start` ends; -1 when it runs out of the file. */
export function endOfScan(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at >= 0; at = bytes.indexOf(0xff, at)) {
    const next = bytes[at + 1];
    if (next === undefined) return -1;
    const isData = next === 0 || (next >= 0xd0 && next <= 0xd7);
    if (!isData && next !== 0xff) return at;
    at += isData ? 2 : 1;
  }
  return -1;
}

/** The mean step to which brightness was rounded: about 1 at the highest quality, 60 at the lowest; null if there is none. */
export function jpegCoarseness(bytes: Buffer): number | null {
  for (const { marker, start } of jpegSegments(bytes)) {
    const table = bytes.subarray(start + 1, start + 1 + tableEntries);
    // The first byte holds the precision and the number: 0 is 8 bits, for brightness.
    if (marker !== quantisation || bytes[start] !== 0 || table.length < tableEntries) continue;
    return table.reduce((sum, step) => sum + step, 0) / tableEntries || null;
  }
  return null;
}
