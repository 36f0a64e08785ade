import type { Buffer } from 'node:buffer';
import { curveOf, fixedAt, tagsIn } from './icc-reader.ts';
import { sampleOf } from './srgb.ts';

/** Where red, green and blue of sRGB lie in ICC's connection space: X, Y and Z (IEC 61966-2-1, after Bradford). */
const places = {
  r: [0.436, 0.2225, 0.0139],
  g: [0.3851, 0.7169, 0.0971],
  b: [0.1431, 0.0606, 0.7141],
} as const;
const placeTolerance = 0.001;
/** Half of a step of 255. */
const sampleTolerance = 0.5 / 255;
const samples = Array.from({ length: 33 }, (_, at) => at / 32);

/** Whether a profile says what everybody assumes without one, by its numbers: many cameras and programs write such. Bringing their colours to sRGB changes nothing and takes 2 ms. */
export function meansSrgb(icc: Buffer): boolean {
  if (icc.toString('latin1', 16, 24) !== 'RGB XYZ ') return false;
  const tags = tagsIn(icc);
  if (tags.has('A2B0')) return false;
  return (['r', 'g', 'b'] as const).every((colour) => {
    const place = tags.get(`${colour}XYZ`);
    const tag = tags.get(`${colour}TRC`);
    const curve = tag && curveOf(tag);
    if (!place || !curve) return false;
    const isThere = places[colour].every(
      (value, axis) => Math.abs(fixedAt(place, 8 + axis * 4) - value) < placeTolerance,
    );
    return (
      isThere && samples.every((one) => Math.abs(sampleOf(curve(one)) - one) < sampleTolerance)
    );
  });
}
