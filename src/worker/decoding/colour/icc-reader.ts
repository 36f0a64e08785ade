import type { Buffer } from 'node:buffer';

const headerBytes = 128;
const entryBytes = 12;
const mostTags = 100;

/** The tags of a profile; those that it does not hold are empty. */
export function tagsIn(icc: Buffer): ReadonlyMap<string, Buffer> {
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

/** A number of 16 bits before the point and 16 behind it; NaN behind the end. */
export const fixedAt = (tag: Buffer, at: number): number =>
  at + 4 > tag.length ? NaN : tag.readInt32BE(at) / 65_536;

type Curve = (sample: number) => number;

function tableCurve(tag: Buffer): Curve | null {
  const count = tag.readUInt32BE(8);
  const entry = (index: number) => tag.readUInt16BE(12 + Math.min(index, count - 1) * 2);
  if (tag.length < 12 + count * 2) return null;
  if (count === 0) return (sample) => sample;
  if (count === 1) return (sample) => sample ** (entry(0) / 256);
  return (sample) => {
    const place = sample * (count - 1);
    const before = Math.floor(place);
    const share = place - before;
    return (entry(before) * (1 - share) + entry(before + 1) * share) / 65_535;
  };
}

/** From a sample to light, both 0 to 1; null where the tag is no curve. It makes NaN of numbers that are missing. */
export function curveOf(tag: Buffer): Curve | null {
  if (tag.length < 12) return null;
  const type = tag.toString('latin1', 0, 4);
  if (type === 'curv') return tableCurve(tag);
  const kind = tag.readUInt16BE(8);
  if (type !== 'para' || kind > 4) return null;
  const number = (index: number) => fixedAt(tag, 12 + index * 4);
  const [g, a, b] = kind === 0 ? [number(0), 1, 0] : [number(0), number(1), number(2)];
  const [c, d] = kind < 3 ? [0, -1] : [number(3), number(4)];
  const [e, f] = kind === 4 ? [number(5), number(6)] : kind === 2 ? [number(3), number(3)] : [0, 0];
  return (sample) => (sample < d ? c * sample + f : Math.max(0, a * sample + b) ** g + e);
}
