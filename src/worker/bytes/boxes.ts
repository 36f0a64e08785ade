import { ByteReader } from './byte-reader.ts';

/** One box of an ISO file (JPEG 2000, HEIF, CR3): where its content begins, and where it says that it ends. */
export interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const smallestHeader = 8;
/** A HEIF of 300 megapixels has a box for each of its tiles, and for each of those of its alpha. */
const mostBoxes = 10_000;

/** The boxes between two offsets; stops at the first that makes no sense. The last may end beyond `end`. */
export function* boxesIn(reader: ByteReader, start: number, end: number): Generator<Box> {
  let offset = start;
  for (let count = 0; count < mostBoxes && offset + smallestHeader <= end; count += 1) {
    const header = reader.at(offset);
    const size = header.u32();
    const type = header.text(4);
    const length = size === 1 ? header.u64() : size;
    const boxEnd = length === 0 ? end : offset + length;
    if (boxEnd < header.position) return;
    yield { type, start: header.position, end: boxEnd };
    offset = boxEnd;
  }
}

/** Whether the outermost boxes go on behind the last byte. */
export function boxesEndEarly(bytes: Uint8Array): boolean {
  let end = 0;
  for (const box of boxesIn(new ByteReader(bytes, 'big'), 0, bytes.length)) end = box.end;
  return end > bytes.length;
}

export function findBox(reader: ByteReader, within: Box, type: string): Box | null {
  for (const box of boxesIn(reader, within.start, within.end)) if (box.type === type) return box;
  return null;
}
