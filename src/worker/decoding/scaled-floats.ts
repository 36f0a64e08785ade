import { srgbTable } from './srgb-table.ts';
import { type ReadLight, toneMapped } from './tone-mapped.ts';

interface Range {
  readonly lowest: number;
  readonly highest: number;
  /** Some are brighter than white, as in a picture of high range. */
  readonly isHigh: boolean;
}

/** What the numbers of floating point run between. */
function rangeOf(stored: Float32Array): Range {
  let [lowest, highest, aboveOne] = [0, 1, 0];
  for (const value of stored) {
    if (!Number.isFinite(value)) continue;
    if (value > 1) aboveOne += 1;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  // Measurements, such as heights, and not light: all of them are shown.
  if (aboveOne > stored.length / 2) return { lowest, highest, isHigh: false };
  return { lowest: 0, highest: 1, isHigh: aboveOne > 0 };
}

const clamp = (value: number, top: number) => Math.round(Math.min(top, Math.max(0, value)));

export interface FloatShape {
  readonly stride: number;
  readonly isLab: boolean;
  /** Colours are linear light, as those of floating point are where no profile says what they are. */
  readonly isLight: boolean;
  /** Whether light brighter than white is brought below it, and not cut off there. */
  readonly isToneMapped?: boolean;
}

const unit: Range = { lowest: 0, highest: 1, isHigh: false };
/** Stands for what is endless. */
const brightest = 1e30;

const lightAt = (value: number) => (Number.isNaN(value) ? 0 : Math.min(brightest, value));

/** Tone-mapped, with opacity where there is some behind the colours. */
function brightFloats(stored: Float32Array, stride: number): Uint16Array {
  const readLight: ReadLight = (pixel, into) => {
    for (let channel = 0; channel < 3; channel += 1)
      into[channel] = lightAt(stored[pixel * stride + channel] ?? 0);
  };
  const samples = toneMapped(stored.length / stride, readLight, stride);
  for (let first = 0; first < stored.length; first += stride)
    for (let at = first + 3; at < first + stride; at += 1)
      samples[at] = clamp((stored[at] ?? 0) * 0xffff, 0xffff);
  return samples;
}

/** To 16 bits: colours of 0 to 1 over the whole range, Lab as a raster has it. */
export function scaledFloats(
  stored: Float32Array,
  { stride, isLab, isLight, isToneMapped = false }: FloatShape,
): Uint16Array {
  const { lowest, highest, isHigh } = isLab ? unit : rangeOf(stored);
  if (isHigh && isLight && isToneMapped && stride >= 3) return brightFloats(stored, stride);
  const samples = new Uint16Array(stored.length);
  const spread = highest - lowest;
  const table = isLight ? srgbTable() : null;
  for (let at = 0; at < stored.length; at += 1) {
    const value = stored[at] ?? 0;
    const channel = at % stride;
    if (Number.isNaN(value)) continue;
    if (isLab && channel === 0) samples[at] = clamp((value / 100) * 0xffff, 0xffff);
    else if (isLab && channel < 3)
      samples[at] = Math.round(Math.min(127.99, Math.max(-128, value)) * 256);
    else {
      const whole = clamp(((value - lowest) / spread) * 0xffff, 0xffff);
      samples[at] = channel < 3 && table ? (table[whole] ?? 0) : whole;
    }
  }
  return samples;
}
