import type { Result } from '../../shared/result.ts';
import type { Failure } from '../../shared/task/failure.ts';

/** EXIF's numbers: 1 is upright, 6 wants a quarter turn clockwise. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** `wantedEdge`: a reduced picture must keep both edges at least this long, in pixels; null wants every pixel. */
export interface DecodeRequest {
  readonly maxPixels: number;
  readonly wantedEdge: number | null;
}

/** How many samples a pixel has, without alpha. */
export const coloursIn = { grey: 1, rgb: 3, cmyk: 4, lab: 3 } as const;

/**
 * Interleaved rows without padding; alpha is the last sample and not premultiplied. 0 is no ink. Lab has
 * 16 bits, a and b signed. `icc` describes the samples; null means sRGB or its grey.
 * `sourceWidth` × `sourceHeight` is the picture's own size, also where the raster is a reduced one;
 * `orientation` is still to be applied to both.
 */
export interface RasterPicture {
  readonly kind: 'raster';
  readonly width: number;
  readonly height: number;
  readonly sourceWidth: number;
  readonly sourceHeight: number;
  readonly colours: keyof typeof coloursIn;
  readonly hasAlpha: boolean;
  readonly data: Uint8Array | Uint16Array;
  readonly icc: Uint8Array | null;
  readonly orientation: Orientation;
}

/**
 * A picture inside the file in a format that sharp reads: a RAW's preview, an icon's PNG.
 * `orientation` null: as the inner file says.
 */
export interface EncodedPicture {
  readonly kind: 'encoded';
  readonly bytes: Uint8Array;
  readonly orientation: Orientation | null;
}

export type Decoded = RasterPicture | EncodedPicture;

/**
 * Turns the bytes of a file into a picture. Never throws for bad bytes. Looks at the declared size before
 * it takes memory. Does not limit its own time: the engine ends a worker that takes too long.
 */
export type Decode = (
  bytes: Uint8Array,
  request: DecodeRequest,
) => Promise<Result<Decoded, Failure>>;
