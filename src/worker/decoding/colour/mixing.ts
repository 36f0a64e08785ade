import type { Buffer } from 'node:buffer';

const headerBytes = 128;
const entryBytes = 12;
const mostTags = 100;
/** By what a profile is for. Of a matrix it is the curve of red; the other two have the same, or nearly so. */
const curveTags: Readonly<Record<string, string>> = { 'RGB ': 'rTRC', GRAY: 'kTRC' };
const tableTag = 'A2B0';
const gammas = { least: 1.7, most: 2.7 } as const;
/** What such gammas make of half a sample. */
const middles = { least: 0.5 ** gammas.most, most: 0.5 ** gammas.least } as const;

/** Where the tags of a profile begin, and how long they are. */
function tagsIn(icc: Buffer): ReadonlyMap<string, Buffer> {
  const tags = new Map<string, Buffer>();
  if (icc.length < headerBytes + 4) return tags;
  const count = Math.min(icc.readUInt32BE(headerBytes), mostTags);
  for (let index = 0; index < count; index += 1) {
    const at = headerBytes + 4 + index * entryBytes;
    if (at + entryBytes > icc.length) break;
    const start = icc.readUInt32BE(at + 4);
    const tag = icc.subarray(start, start + icc.readUInt32BE(at + 8));
    tags.set(icc.toString('latin1', at, at + 4), tag);
  }
  return tags;
}

/** The light that a curve makes of half a sample; null where it cannot be told. */
function middleOf(curve: Buffer): number | null {
  const type = curve.toString('latin1', 0, 4);
  if (type === 'curv' && curve.length >= 12) {
    const count = curve.readUInt32BE(8);
    const at = 12 + (count >> 1) * 2;
    if (count === 0) return 0.5;
    if (count === 1) return curve.length < 14 ? null : 0.5 ** (curve.readUInt16BE(12) / 256);
    return at + 2 > curve.length ? null : curve.readUInt16BE(at) / 65_535;
  }
  if (type !== 'para' || curve.length < 16) return null;
  const kind = curve.readUInt16BE(8);
  const number = (index: number) =>
    curve.length < 16 + index * 4 ? NaN : curve.readInt32BE(12 + index * 4) / 65_536;
  const [g, a, b] = kind === 0 ? [number(0), 1, 0] : [number(0), number(1), number(2)];
  return (a / 2 + b) ** g;
}

/**
 * How many times larger than wanted, along each edge, a picture with such a profile should still be when its colours are
 * brought to sRGB, so that nobody sees that samples were mixed before: 1 where its curve is like that of sRGB, 2 with
 * any other, or a table. Null where the profile is for other `samples`, or odd.
 */
export function mixingOf(icc: Buffer, samples: 'RGB ' | 'GRAY'): 1 | 2 | null {
  if (icc.toString('latin1', 16, 20) !== samples) return null;
  const tags = tagsIn(icc);
  if (tags.has(tableTag)) return 2;
  const curve = tags.get(curveTags[samples] ?? '');
  const middle = curve ? middleOf(curve) : null;
  if (middle === null || Number.isNaN(middle)) return null;
  return middle >= middles.least && middle <= middles.most ? 1 : 2;
}
