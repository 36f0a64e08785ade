import type { Buffer } from 'node:buffer';
import { endOfScan } from '../jpeg-header.ts';

/** Sampling factors are 1 to 4. */
export interface Component {
  readonly id: number;
  readonly across: number;
  readonly down: number;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly components: readonly Component[];
}

/** What one scan refines: coefficients `first` to `last` of some components, from the bit above `bit` (`before`) down to it. */
export interface Scan {
  readonly components: readonly number[];
  readonly first: number;
  readonly last: number;
  readonly before: number;
  readonly bit: number;
}

/** One segment, with the entropy-coded data behind it where it is a scan. */
export interface Part {
  readonly start: number;
  readonly end: number;
  readonly scan: Scan | null;
}

export interface ProgressiveJpeg {
  readonly frame: Frame;
  /** From behind SOI up to EOI, without a gap. */
  readonly parts: readonly Part[];
}

const marker = { prefix: 0xff, startOfImage: 0xd8, endOfImage: 0xd9, startOfScan: 0xda } as const;
/** Progressive, with Huffman coding. */
const progressiveFrame = 0xc2;
/** Huffman tables, quantisation tables, the restart interval and comments; application data besides. */
const passive: ReadonlySet<number> = new Set([0xc4, 0xdb, 0xdd, 0xfe]);
const isPassive = (kind: number) => passive.has(kind) || (kind >= 0xe0 && kind <= 0xef);
/** Encoders make about ten scans, each with a few tables before it. */
const mostParts = 2000;
const mostScans = 64;
const mostComponents = 4;
const lastCoefficient = 63;
const highestBit = 13;

function readFrame(content: Buffer): Frame | null {
  const [precision, , , , , count = 0] = content;
  if (precision !== 8 || count === 0 || count > mostComponents) return null;
  if (content.length !== 6 + count * 3) return null;
  const components = Array.from({ length: count }, (_, at) => {
    const [id = 0, sampling = 0] = content.subarray(6 + at * 3);
    return { id, across: sampling >> 4, down: sampling & 15 };
  });
  const [height, width] = [content.readUInt16BE(1), content.readUInt16BE(3)];
  const isSane = ({ across, down }: Component) =>
    across >= 1 && across <= 4 && down >= 1 && down <= 4;
  // A height of 0 is given behind the first scan.
  if (width === 0 || height === 0 || !components.every(isSane)) return null;
  return new Set(components.map(({ id }) => id)).size === count
    ? { width, height, components }
    : null;
}

function readScan(content: Buffer, { components: known }: Frame): Scan | null {
  const count = content[0] ?? 0;
  if (count === 0 || count > known.length || content.length !== 4 + count * 2) return null;
  const components = Array.from({ length: count }, (_, at) => content[1 + at * 2] ?? 0);
  const isKnown = components.every((id) => known.some((one) => one.id === id));
  if (!isKnown || new Set(components).size !== count) return null;
  const [first = 0, last = 0, bits = 0] = content.subarray(1 + count * 2);
  const [before, bit] = [bits >> 4, bits & 15];
  const isOfDc = first === 0 && last === 0;
  const isOfAc = first > 0 && first <= last && last <= lastCoefficient && count === 1;
  const isInOrder = bit <= highestBit && (before === 0 || before === bit + 1);
  return (isOfDc || isOfAc) && isInOrder ? { components, first, last, before, bit } : null;
}

/** The next segment; null where there is no whole one. */
function readSegment(bytes: Buffer, start: number): { kind: number; content: Buffer } | null {
  if (bytes[start] !== marker.prefix || start + 4 > bytes.length) return null;
  const end = start + 2 + bytes.readUInt16BE(start + 2);
  if (end < start + 4 || end > bytes.length) return null;
  return { kind: bytes[start + 1] ?? 0, content: bytes.subarray(start + 4, end) };
}

/**
 * The parts of a whole progressive JPEG of 8 bits. Null for every other file, and wherever anything in it is odd: then a
 * decoder that knows what to say of that must have all of it. What follows the end is left out.
 */
export function readScans(bytes: Buffer): ProgressiveJpeg | null {
  if (bytes[0] !== marker.prefix || bytes[1] !== marker.startOfImage) return null;
  const parts: Part[] = [];
  let frame: Frame | null = null;
  let scanCount = 0;
  for (let start = 2; parts.length < mostParts;) {
    if (bytes[start] === marker.prefix && bytes[start + 1] === marker.endOfImage)
      return frame && scanCount > 0 ? { frame, parts } : null;
    const segment = readSegment(bytes, start);
    if (!segment) return null;
    const { kind, content } = segment;
    const contentEnd = start + 4 + content.length;
    if (kind === marker.startOfScan) {
      const scan = frame && readScan(content, frame);
      const end = endOfScan(bytes, contentEnd);
      scanCount += 1;
      if (!scan || end < 0 || scanCount > mostScans) return null;
      parts.push({ start, end, scan });
      start = end;
      continue;
    }
    if (kind === progressiveFrame) {
      if (frame) return null;
      frame = readFrame(content);
      if (!frame) return null;
    } else if (!isPassive(kind)) return null;
    parts.push({ start, end: contentEnd, scan: null });
    start = contentEnd;
  }
  return null;
}
