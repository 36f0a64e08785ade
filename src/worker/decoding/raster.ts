import type { Orientation, RasterPicture } from './decoded.ts';

interface RasterFacts {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
  readonly data: Uint8Array | Uint16Array;
  readonly icc?: Uint8Array | null;
  readonly orientation?: Orientation;
}

/** A raster that is the whole picture, upright and sRGB unless said otherwise. */
export function wholeRaster(facts: RasterFacts): RasterPicture {
  return {
    kind: 'raster',
    icc: null,
    orientation: 1,
    ...facts,
    sourceWidth: facts.width,
    sourceHeight: facts.height,
  };
}

/**
 * A raster from RGBA, which it takes over. Without alpha where that says nothing: everything is opaque, or
 * everything is transparent, as writers that knew no alpha leave it.
 */
export function rasterOfRgba(
  facts: Omit<RasterFacts, 'channels' | 'data'> & { readonly rgba: Uint8Array },
): RasterPicture {
  const { rgba, ...rest } = facts;
  const first = rgba[3];
  const isUniform = first === 0 || first === 255;
  if (!isUniform || !alphaIsAlways(first, rgba))
    return wholeRaster({ ...rest, channels: 4, data: rgba });
  return wholeRaster({ ...rest, channels: 3, data: withoutAlpha(rgba) });
}

export function alphaIsAlways(value: number, rgba: Uint8Array): boolean {
  for (let offset = 3; offset < rgba.length; offset += 4) if (rgba[offset] !== value) return false;
  return true;
}

/** In place, so that no second picture is held. */
function withoutAlpha(rgba: Uint8Array): Uint8Array {
  const pixels = rgba.length / 4;
  for (let pixel = 0; pixel < pixels; pixel += 1)
    rgba.copyWithin(pixel * 3, pixel * 4, pixel * 4 + 3);
  return rgba.subarray(0, pixels * 3);
}
