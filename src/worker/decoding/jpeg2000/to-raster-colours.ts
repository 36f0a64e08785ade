import type { LabRanges } from './jp2-file.ts';

type Samples = Uint8Array | Uint16Array;

const topOf = (samples: Samples) => (samples instanceof Uint16Array ? 0xffff : 0xff);

/** In place, the first three of each pixel, by the factors of JPEG (ITU-R BT.601), full range. */
export function yccToRgb(samples: Samples, stride: number): void {
  const top = topOf(samples);
  const middle = (top + 1) / 2;
  const clamp = (value: number) => Math.min(top, Math.max(0, Math.round(value)));
  for (let pixel = 0; pixel + 2 < samples.length; pixel += stride) {
    const y = samples[pixel] ?? 0;
    const blue = (samples[pixel + 1] ?? 0) - middle;
    const red = (samples[pixel + 2] ?? 0) - middle;
    samples[pixel] = clamp(y + 1.402 * red);
    samples[pixel + 1] = clamp(y - 0.344136 * blue - 0.714136 * red);
    samples[pixel + 2] = clamp(y + 1.772 * blue);
  }
}

/** In place, the first three of each pixel. */
export function invert(samples: Samples, stride: number): void {
  const top = topOf(samples);
  for (let pixel = 0; pixel + 2 < samples.length; pixel += stride)
    for (let at = pixel; at < pixel + 3; at += 1) samples[at] = top - (samples[at] ?? 0);
}

/** YCCK holds the opposite of its three inks as luma and differences; black stays. */
export const inksFromYcck = invert;

/** A sample is `zero` where the value is 0; 8 bits of a and b begin at −85 and −75 where the file says nothing. */
function usualRanges(bits: number): LabRanges {
  return [
    { range: 100, zero: 0 },
    { range: 170, zero: 2 ** (bits - 1) },
    { range: 200, zero: 2 ** (bits - 2) + 2 ** (bits - 3) },
  ];
}

/** From samples over the full range of `samples`, coded with `bits`, to the 16 bits of a raster's Lab. */
export function toLab(
  samples: Samples,
  stride: number,
  { said, bits }: { readonly said: LabRanges | null; readonly bits: number },
): Uint16Array {
  const lab = new Uint16Array(samples.length);
  const top = topOf(samples);
  const most = 2 ** bits - 1;
  const ranges = said ?? usualRanges(bits);
  const scales = [0xffff / 100, 256, 256];
  for (let at = 0; at < samples.length; at += 1) {
    const channel = at % stride;
    const told = ranges[channel];
    const sample = (samples[at] ?? 0) / top;
    if (!told) lab[at] = Math.round(sample * 0xffff);
    else {
      const value = (sample - told.zero / most) * told.range * (scales[channel] ?? 256);
      // a and b are signed: a Uint16Array wraps what is below 0.
      const lowest = channel === 0 ? 0 : -0x8000;
      const highest = channel === 0 ? 0xffff : 0x7fff;
      lab[at] = Math.round(Math.min(highest, Math.max(lowest, value)));
    }
  }
  return lab;
}
