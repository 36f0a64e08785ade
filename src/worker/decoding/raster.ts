import type { RasterPicture } from './decoded.ts';

type RasterFacts = Pick<RasterPicture, 'width' | 'height' | 'colours' | 'data'> &
  Partial<RasterPicture>;

/** A raster that is the whole picture, opaque and sRGB, unless said otherwise. */
export function rasterOf(facts: RasterFacts): RasterPicture {
  return {
    kind: 'raster',
    hasAlpha: false,
    icc: null,
    sourceWidth: facts.width,
    sourceHeight: facts.height,
    ...facts,
  };
}

/**
 * A raster from RGBA, which it takes over. Without alpha where that says nothing: everything is opaque, or
 * everything is transparent, as writers that knew no alpha leave it.
 */
export function rasterOfRgba(
  facts: Omit<RasterFacts, 'colours' | 'data'> & { readonly rgba: Uint8Array },
): RasterPicture {
  const { rgba, ...rest } = facts;
  const first = rgba[3];
  const isUniform = (first === 0 || first === 255) && alphaIsAlways(first, rgba);
  if (!isUniform) return rasterOf({ ...rest, colours: 'rgb', hasAlpha: true, data: rgba });
  return rasterOf({ ...rest, colours: 'rgb', data: dropAlpha(rgba) });
}

export function alphaIsAlways(value: number, rgba: Uint8Array): boolean {
  for (let offset = 3; offset < rgba.length; offset += 4) if (rgba[offset] !== value) return false;
  return true;
}

/** In place, so that no second picture is held. */
export function dropAlpha(rgba: Uint8Array): Uint8Array {
  const pixels = rgba.length / 4;
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    rgba[pixel * 3] = rgba[pixel * 4] ?? 0;
    rgba[pixel * 3 + 1] = rgba[pixel * 4 + 1] ?? 0;
    rgba[pixel * 3 + 2] = rgba[pixel * 4 + 2] ?? 0;
  }
  return rgba.subarray(0, pixels * 3);
}

type Samples = Uint8Array | Uint16Array;

/** Whether the last sample of pixels says anything: not where everything is opaque, or everything is transparent. */
export function alphaSays(samples: Samples, stride: number): boolean {
  const top = samples instanceof Uint16Array ? 0xffff : 0xff;
  const first = samples[stride - 1];
  if (first !== 0 && first !== top) return true;
  for (let at = stride - 1; at < samples.length; at += stride)
    if (samples[at] !== first) return true;
  return false;
}

/** Drops the last sample of each pixel, in place. */
export function withoutAlpha(samples: Samples, colours: number): Samples {
  const pixels = samples.length / (colours + 1);
  for (let pixel = 0; pixel < pixels; pixel += 1)
    for (let index = 0; index < colours; index += 1)
      samples[pixel * colours + index] = samples[pixel * (colours + 1) + index] ?? 0;
  return samples.subarray(0, pixels * colours);
}

/** Takes back that colours were multiplied with the alpha that follows them, in place. */
export function divideByAlpha(samples: Samples, stride: number): void {
  const top = samples instanceof Uint16Array ? 0xffff : 0xff;
  for (let pixel = 0; pixel + stride <= samples.length; pixel += stride) {
    const alpha = samples[pixel + stride - 1] ?? 0;
    if (alpha === 0 || alpha === top) continue;
    for (let index = pixel; index < pixel + stride - 1; index += 1)
      samples[index] = Math.min(top, Math.round(((samples[index] ?? 0) * top) / alpha));
  }
}
