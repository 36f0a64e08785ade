import type { ByteReader } from './byte-reader.ts';

/** One box of an ISO file (JPEG 2000, HEIF, CR3). Offsets count from the file's start; `end` is inside the file. */
export interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** More than any real file nests at one level. */
const mostBoxes = 1000;

/** The boxes between two offsets, side by side; stops at the first that makes no sense. */
export function* boxesIn(reader: ByteReader, start: number, end: number): Generator<Box> {
  let offset = start;
  for (let count = 0; count < mostBoxes && offset + 8 <= end; count += 1) {
    const header = reader.at(offset);
    const size = header.u32();
    const type = header.text(4);
    const length = size === 1 ? header.u64() : size === 0 ? end - offset : size;
    const headerLength = header.position - offset;
    if (length < headerLength) return;
    const boxEnd = Math.min(end, offset + length);
    yield { type, start: header.position, end: boxEnd };
    offset += length;
  }
}

export function findBox(reader: ByteReader, within: Box, type: string): Box | null {
  for (const box of boxesIn(reader, within.start, within.end)) if (box.type === type) return box;
  return null;
}
