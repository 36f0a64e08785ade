import { Buffer } from 'node:buffer';
import { pngChunk, pngHeadBytes } from '../../bytes/png-chunk.ts';
import { type JxlHeader, jxlWhite } from './jxl-header.ts';

/** Where jxl-oxide puts its code points. */
const codesAt = pngHeadBytes;
const codesLength = 16;
const p3 = { otherWhite: 11, d65: 12 } as const;
const [pq, hlg] = [16, 18];
/** The most that PQ can say, in cd/m²; libjxl writes it for pictures of which nothing is known. */
const brightestOfPq = 10_000;

export const isHighRange = ({ transfer }: JxlHeader): boolean =>
  transfer === pq || transfer === hlg;

/**
 * The PNG that jxl-oxide made, with what it leaves out: that P3 is seen under D65, and how bright a picture of high range
 * gets. What it made from the codec's own space reaches no further than that.
 */
export function withCodePoints(made: Uint8Array, colour: JxlHeader): Buffer {
  const png = Buffer.from(made.buffer, made.byteOffset, made.byteLength);
  if (png.toString('latin1', codesAt + 4, codesAt + 8) !== 'cICP') return png;
  const codes = Buffer.from(png.subarray(codesAt + 8, codesAt + 12));
  if (codes[0] === p3.otherWhite && colour.white === jxlWhite.d65) codes[0] = p3.d65;
  const usualPeak = colour.isXyb ? 255 : null;
  const said = colour.peak === brightestOfPq ? null : (colour.peak ?? usualPeak);
  const peak = isHighRange(colour) ? said : null;
  const light = Buffer.alloc(8);
  if (peak !== null)
    light.writeUInt32BE(Math.min(10_000, Math.max(0, Math.round(peak))) * 10_000, 0);
  return Buffer.concat([
    png.subarray(0, codesAt),
    pngChunk('cICP', codes),
    ...(peak === null ? [] : [pngChunk('cLLI', light)]),
    png.subarray(codesAt + codesLength),
  ]);
}
