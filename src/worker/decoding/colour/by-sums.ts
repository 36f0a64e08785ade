import type { Curve } from './light.ts';
import type { Matrix } from './matrix.ts';

/** Steps of a light's step, so that three rounded numbers add up as one. */
const fraction = 10;
/** Three colours of a result and a spare, so that the place of a sample is found by a shift. */
const stride = 2;

/** From light to samples of the curve of sRGB, which is that of Display P3 too; with room on both sides, so that nothing has to be compared. */
export interface Encoding {
  readonly table: Uint8Array | Uint16Array;
  /** Where black lies. */
  readonly black: number;
  /** From black to white. */
  readonly steps: number;
}

/** Three samples or more for each pixel, of which the first three are changed in place. */
export type ConvertBytes = (data: Uint8Array, channels: number) => void;

/** What each sample of one colour adds to the light of the three of a result. */
function partsOf(curve: Curve, column: readonly number[], most: number): Int32Array {
  const parts = new Int32Array(256 << stride);
  for (let sample = 0; sample < 256; sample += 1)
    for (const [at, share] of column.entries())
      parts[(sample << stride) + at] = Math.round(curve(sample / 255) * share * most);
  return parts;
}

/**
 * Brings samples of 8 bits to another colour space by a curve for each colour and a matrix. What they make together is looked up, so that
 * only sums are left, which takes half the time.
 */
export function bySumsOf(
  curves: readonly [Curve, Curve, Curve],
  [[a, b, c], [d, e, f], [g, h, i]]: Matrix,
  { table, black, steps }: Encoding,
): ConvertBytes {
  const scale = steps * 2 ** fraction;
  const [ofRed, ofGreen, ofBlue] = curves;
  const reds = partsOf(ofRed, [a, d, g], scale);
  const greens = partsOf(ofGreen, [b, e, h], scale);
  const blues = partsOf(ofBlue, [c, f, i], scale);
  const zero = (black + 0.5) * 2 ** fraction;
  for (let at = 0; at < reds.length; at += 1) reds[at] = (reds[at] ?? 0) + zero;
  return (data, channels) => {
    const end = data.length - channels;
    for (let at = 0; at <= end; at += channels) {
      const red = (data[at] ?? 0) << stride;
      const green = (data[at + 1] ?? 0) << stride;
      const blue = (data[at + 2] ?? 0) << stride;
      const first = (reds[red] ?? 0) + (greens[green] ?? 0) + (blues[blue] ?? 0);
      const second = (reds[red + 1] ?? 0) + (greens[green + 1] ?? 0) + (blues[blue + 1] ?? 0);
      const third = (reds[red + 2] ?? 0) + (greens[green + 2] ?? 0) + (blues[blue + 2] ?? 0);
      data[at] = table[first >> fraction] ?? 0;
      data[at + 1] = table[second >> fraction] ?? 0;
      data[at + 2] = table[third >> fraction] ?? 0;
    }
  };
}
