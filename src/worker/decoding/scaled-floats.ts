/** What the numbers of floating point run between. Brighter ones, as in a picture of high range, are cut off. */
function rangeOf(stored: Float32Array): { lowest: number; highest: number } {
  let [lowest, highest, aboveOne] = [0, 1, 0];
  for (const value of stored) {
    if (!Number.isFinite(value)) continue;
    if (value > 1) aboveOne += 1;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  // Measurements, such as heights, and not light: all of them are shown.
  return aboveOne > stored.length / 2 ? { lowest, highest } : { lowest: 0, highest: 1 };
}

/** Light to the numbers of sRGB (IEC 61966-2-1), 0 to 1. */
const toSrgb = (light: number) =>
  light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;

/** `toSrgb` over 16 bits: a power for each sample takes most of the time. */
export const srgbTable = () =>
  Uint16Array.from({ length: 0x10000 }, (_, light) => Math.round(toSrgb(light / 0xffff) * 0xffff));

const clamp = (value: number, top: number) => Math.round(Math.min(top, Math.max(0, value)));

export interface FloatShape {
  readonly stride: number;
  readonly isLab: boolean;
  /** Colours are linear light, as those of floating point are where no profile says what they are. */
  readonly isLight: boolean;
}

/** To 16 bits: colours of 0 to 1 over the whole range, Lab as a raster has it. */
export function scaledFloats(
  stored: Float32Array,
  { stride, isLab, isLight }: FloatShape,
): Uint16Array {
  const samples = new Uint16Array(stored.length);
  const { lowest, highest } = isLab ? { lowest: 0, highest: 1 } : rangeOf(stored);
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
