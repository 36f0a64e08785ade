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
