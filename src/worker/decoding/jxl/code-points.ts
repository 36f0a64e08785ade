import { Buffer } from 'node:buffer';
import { pngChunk, pngHeadBytes } from '../../bytes/png-chunk.ts';
import { type ColourSpace, gamma, spaceOfCodePoints } from '../colour/colour-space.ts';
import { type JxlHeader, jxlWhite } from './jxl-header.ts';

/** Where jxl-oxide puts its code points. */
const codesAt = pngHeadBytes;
const codesLength = 16;
const p3 = { otherWhite: 11, d65: 12 } as const;
/** BT.709's and BT.2100's. */
const usualPrimaries: ReadonlySet<number> = new Set([1, 9]);
const [pq, hlg] = [16, 18];
const srgbTransfer = 13;
/** A power, which takes its place. */
const otherTransfer = 8;
/** Stands for the curve of sRGB, as in a PNG. */
const usualPower = 0.45455;
const powerTolerance = 0.0005;
/** The most that PQ can say, in cd/m²; libjxl writes it for pictures of which nothing is known. */
const brightestOfPq = 10_000;

export const isHighRange = ({ transfer }: JxlHeader): boolean =>
  transfer === pq || transfer === hlg;

/** What the samples mean by the header; null for sRGB, `unnamed` where it describes its colours in another way than by names. */
export function spaceOfJxl(header: JxlHeader): ColourSpace | null | 'unnamed' {
  const { white, primaries, transfer, gamma: power } = header;
  const isNamed = primaries === p3.otherWhite || usualPrimaries.has(primaries);
  if (white !== jxlWhite.d65 || !isNamed || power === 0) return 'unnamed';
  const isUsualPower = power !== null && Math.abs(power - usualPower) <= powerTolerance;
  const codes = {
    primaries: primaries === p3.otherWhite ? p3.d65 : primaries,
    transfer: power === null ? transfer : isUsualPower ? srgbTransfer : otherTransfer,
  };
  const space = spaceOfCodePoints(codes);
  const curve = power === null || isUsualPower ? null : gamma(1 / power);
  return (
    space && { ...space, ...(curve && { transfer: curve }), peak: peakOf(header), isNarrow: false }
  );
}

/** The brightest that is shown, in cd/m²; null where nothing says. What is in the codec's own space reaches no further than it says. */
export function peakOf(colour: JxlHeader): number | null {
  const usualPeak = colour.isXyb ? 255 : null;
  const said = colour.peak === brightestOfPq ? null : (colour.peak ?? usualPeak);
  return isHighRange(colour) ? said : null;
}

/**
 * The PNG that jxl-oxide made, with what it leaves out: that P3 is seen under D65, and how bright a picture of high range
 * gets.
 */
export function withCodePoints(made: Uint8Array, colour: JxlHeader): Buffer {
  const png = Buffer.from(made.buffer, made.byteOffset, made.byteLength);
  if (png.toString('latin1', codesAt + 4, codesAt + 8) !== 'cICP') return png;
  const codes = Buffer.from(png.subarray(codesAt + 8, codesAt + 12));
  if (codes[0] === p3.otherWhite && colour.white === jxlWhite.d65) codes[0] = p3.d65;
  const peak = peakOf(colour);
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
