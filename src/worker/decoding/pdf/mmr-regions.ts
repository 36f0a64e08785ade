import { Buffer } from 'node:buffer';

/** A segment of JBIG2 (ITU-T T.88, 7.2). */
interface Segment {
  readonly number: number;
  readonly kind: number;
  readonly page: number;
  readonly start: number;
  readonly contentStart: number;
  readonly end: number;
}

/** Immediate generic regions, and immediate halftone regions instead of them: lossy, lossless. */
const halftoneOf: ReadonlyMap<number, number> = new Map([
  [38, 22],
  [39, 23],
]);
const patternDictionary = 16;
/** Of what every region begins with: its size, its place and how it is combined. */
const regionBytes = 17;
/** No program numbers so many; the segments that are added do not collide with others. */
const firstOwnNumber = 0x10_00_00;
const mostSegments = 10_000;
/** Of all regions of a stream. PDFium takes some five bytes a pixel for one. */
const mostPixels = 64_000_000;

function segmentAt(code: Buffer, start: number): Segment | null {
  if (start + 11 > code.length) return null;
  const number = code.readUInt32BE(start);
  const flags = code.readUInt8(start + 4);
  const count = code.readUInt8(start + 5) >> 5;
  // Five to seven mean that their number follows: regions never have so many.
  if (count > 4) return null;
  const referenceBytes = number <= 256 ? 1 : number <= 65_536 ? 2 : 4;
  const pageAt = start + 6 + count * referenceBytes;
  const hasLongPage = (flags & 0x40) !== 0;
  const lengthAt = pageAt + (hasLongPage ? 4 : 1);
  if (lengthAt + 4 > code.length) return null;
  const page = hasLongPage ? code.readUInt32BE(pageAt) : code.readUInt8(pageAt);
  const contentStart = lengthAt + 4;
  const end = contentStart + code.readUInt32BE(lengthAt);
  if (end > code.length) return null;
  return { number, kind: flags & 0x3f, page, start, contentStart, end };
}

/** Null where not every byte belongs to a segment, but for what some programs leave at the end. */
function segmentsOf(code: Buffer): readonly Segment[] | null {
  const segments: Segment[] = [];
  for (let at = 0; at < code.length - 2;) {
    const segment = segmentAt(code, at);
    if (!segment || segment.number >= firstOwnNumber || segments.length > mostSegments) return null;
    segments.push(segment);
    at = segment.end;
  }
  return segments;
}

const isMmr = (code: Buffer, { kind, contentStart, end }: Segment) =>
  halftoneOf.has(kind) &&
  contentStart + regionBytes < end &&
  (code.readUInt8(contentStart + regionBytes) & 1) !== 0;

const pixelsOf = (code: Buffer, { contentStart }: Segment) =>
  code.readUInt32BE(contentStart) * code.readUInt32BE(contentStart + 4);

function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, at) => bytes.writeUInt32BE(value, 4 * at));
  return bytes;
}

/** A segment of page `page` that refers to the segment before it where `refers` says so. */
function written(
  { number, kind, page, refers }: Pick<Segment, 'number' | 'kind' | 'page'> & { refers: boolean },
  ...contents: readonly Buffer[]
): Buffer {
  const content = Buffer.concat(contents);
  const hasLongPage = 0x40;
  return Buffer.concat([
    numbers(number),
    Buffer.from([kind | hasLongPage, refers ? 1 << 5 : 0]),
    ...(refers ? [numbers(firstOwnNumber)] : []),
    numbers(page, content.length),
    content,
  ]);
}

/** Two patterns of one pixel, white and black, coded by MMR. */
const patterns = Buffer.concat([Buffer.from([1, 1, 1]), numbers(1), Buffer.from([0x23, 0xa0])]);

/** What was a generic region: each pixel is one of two patterns, and they are coded as they were. */
function asHalftone(code: Buffer, { kind, page, contentStart, end }: Segment, number: number) {
  const region = code.subarray(contentStart, contentStart + regionBytes);
  const pixels = code.subarray(contentStart + regionBytes + 1, end);
  const size = region.subarray(0, 8);
  /** MMR, and a pattern replaces what is there. */
  const flags = Buffer.from([0x41]);
  // From the first pixel on, one to the right, or down, for each.
  const grid = Buffer.concat([size, numbers(0, 0), Buffer.from([1, 0, 0, 0])]);
  const halftone = halftoneOf.get(kind) ?? kind;
  return written({ number, kind: halftone, page, refers: true }, region, flags, grid, pixels);
}

/**
 * JBIG2 in which generic regions coded by MMR, of which PDFium shows nothing, are halftones of the same pixels, which it
 * shows. Null where there are none.
 */
export function withHalftones(code: Buffer): Buffer | null {
  const segments = segmentsOf(code);
  const regions = new Set(segments?.filter((segment) => isMmr(code, segment)));
  const [first] = regions;
  const pixels = [...regions].reduce((sum, region) => sum + pixelsOf(code, region), 0);
  if (!segments || !first || pixels > mostPixels) return null;
  let number = firstOwnNumber;
  const parts = segments.flatMap((segment) => {
    const own = code.subarray(segment.start, segment.end);
    if (!regions.has(segment)) return [own];
    number += 1;
    return [asHalftone(code, segment, number)];
  });
  const { page } = first;
  const dictionary = { number: firstOwnNumber, kind: patternDictionary, page, refers: false };
  parts.splice(segments.indexOf(first), 0, written(dictionary, patterns));
  return Buffer.concat(parts);
}
