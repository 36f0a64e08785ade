import type { RasterPicture } from '../decoded.ts';
import { scaledFloats } from '../scaled-floats.ts';
import { alphaSays, divideByAlpha, rasterOf, withoutAlpha } from '../raster.ts';
import type { Stored } from './read-planes.ts';
import { coloursOf, photometrics, type TiffLayout } from './tiff-layout.ts';
import { type YccScale, yccToRgb } from './ycc-to-rgb.ts';

type Samples = Uint8Array | Uint16Array;

/** Over the whole range of 8 or 16 bits. Signed numbers begin at the lowest. */
function scaledIntegers(
  stored: Uint8Array | Uint16Array | Uint32Array,
  layout: TiffLayout,
): Samples {
  const { bits, kind } = layout;
  const offset = kind === 'signed' ? 2 ** (bits - 1) : 0;
  if (offset === 0 && (bits === 8 || bits === 16) && !(stored instanceof Uint32Array))
    return stored;
  const most = 2 ** bits - 1;
  const top = bits <= 8 ? 0xff : 0xffff;
  const samples = bits <= 8 ? new Uint8Array(stored.length) : new Uint16Array(stored.length);
  for (let at = 0; at < stored.length; at += 1) {
    const value = stored[at] ?? 0;
    samples[at] = Math.round((((value + offset) % (most + 1)) * top) / most);
  }
  return samples;
}

/** To 16 bits, a and b signed; `middle` is what stands for 0 of a and b, by which the two kinds of Lab in TIFF differ. */
function labOf(samples: Samples, stride: number, hasMiddle: boolean): Uint16Array {
  const isWide = samples instanceof Uint16Array;
  const lab = new Uint16Array(samples.length);
  for (let at = 0; at < samples.length; at += 1) {
    const sample = samples[at] ?? 0;
    const channel = at % stride;
    const isSigned = channel === 1 || channel === 2;
    if (isSigned) lab[at] = (isWide ? sample : sample << 8) - (hasMiddle ? 0x8000 : 0);
    else lab[at] = isWide ? sample : sample * 257;
  }
  return lab;
}

function invert(samples: Samples, stride: number): void {
  const top = samples instanceof Uint16Array ? 0xffff : 0xff;
  for (let at = 0; at < samples.length; at += stride) samples[at] = top - (samples[at] ?? 0);
}

/** `map` holds all reds, then greens, then blues, of 16 bits; old writers filled only the lower 8. */
function fromMap(stored: Stored, stride: number, map: readonly number[]): Uint8Array {
  const count = map.length / 3;
  const shift = map.some((value) => value > 255) ? 8 : 0;
  const rgb = new Uint8Array((stored.length / stride) * 3);
  for (let pixel = 0; pixel * stride < stored.length; pixel += 1)
    for (let channel = 0; channel < 3; channel += 1)
      rgb[pixel * 3 + channel] =
        (map[channel * count + (stored[pixel * stride] ?? 0)] ?? 0) >> shift;
  return rgb;
}

/** Takes back that colours were multiplied with the opacity that follows them, in place. */
function divideFloats(stored: Float32Array, stride: number): void {
  for (let pixel = 0; pixel + stride <= stored.length; pixel += stride) {
    const alpha = stored[pixel + stride - 1] ?? 0;
    if (!(alpha > 0 && alpha < 1)) continue;
    for (let at = pixel; at < pixel + stride - 1; at += 1) stored[at] = (stored[at] ?? 0) / alpha;
  }
}

const narrow = (sample: number) => sample >> 8;

const colourNames = { 1: 'grey', 3: 'rgb', 4: 'cmyk' } as const;

/** `stored` holds the colours of each pixel and then its opacity, where the layout has one; it may be taken over. */
export function tiffRaster(
  layout: TiffLayout,
  stored: Stored,
  { map, ycc }: { readonly map: readonly number[]; readonly ycc: YccScale },
): RasterPicture {
  const { photometric, alpha, icc } = layout;
  const size = { width: layout.width, height: layout.height };
  const count = coloursOf[photometric] ?? 1;
  const stride = count + (alpha ? 1 : 0);
  if (photometric === photometrics.palette)
    return rasterOf({ ...size, colours: 'rgb', data: fromMap(stored, stride, map) });
  const isLab = photometric === photometrics.lab || photometric === photometrics.iccLab;
  const isFloat = stored instanceof Float32Array;
  const isLight = isFloat && photometric === photometrics.rgb && icc === null;
  // Before light becomes numbers of sRGB: it is the light that was multiplied.
  if (isFloat && alpha?.isPremultiplied && !isLab) divideFloats(stored, stride);
  let samples = isFloat
    ? scaledFloats(stored, { stride, isLab, isLight, isToneMapped: true })
    : scaledIntegers(stored, layout);
  if (!isFloat && alpha?.isPremultiplied && !isLab) divideByAlpha(samples, stride);
  if (photometric === photometrics.ycc) {
    const fine = samples instanceof Uint16Array ? Uint8Array.from(samples, narrow) : samples;
    yccToRgb(fine, ycc, stride);
    samples = fine;
  }
  if (photometric === photometrics.whiteIsZero) invert(samples, stride);
  if (isLab && !isFloat) samples = labOf(samples, stride, photometric === photometrics.iccLab);
  const hasAlpha = alpha !== null && alphaSays(samples, stride);
  const data = alpha && !hasAlpha ? withoutAlpha(samples, count) : samples;
  const colours = isLab ? 'lab' : colourNames[count];
  return rasterOf({ ...size, colours, hasAlpha, data, icc: isLab ? null : icc });
}
