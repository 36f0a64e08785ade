import type { Result } from '../../shared/result.ts';
import { type Failure, failure } from '../../shared/task/failure.ts';
import { countWords, plural } from '../../shared/words/numbers.ts';

/**
 * `shrinkOnLoadSize`: a reduced picture must keep both edges at least this long, in pixels; null wants every pixel. `page`,
 * from 1, means nothing to formats without pages.
 */
export interface DecodeRequest {
  readonly maxPixels: number;
  readonly shrinkOnLoadSize: number | null;
  readonly page: number;
}

/** How many samples a pixel has, without alpha. */
export const coloursIn = { grey: 1, rgb: 3, cmyk: 4, lab: 3 } as const;

/**
 * Interleaved rows without padding; alpha is the last sample and not premultiplied. 0 is no ink. Lab has
 * 16 bits, a and b signed. `icc` describes the samples; null means sRGB or its grey.
 * `sourceWidth` × `sourceHeight` is the picture's own size, also where the raster is a reduced one.
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
  /** How it is turned, as in EXIF, where it is not upright; `sourceWidth` × `sourceHeight` are those of the upright one. */
  readonly orientation?: number;
  /** Of the file, where there are several. */
  readonly pages?: number;
  /** A page on which there is at most writing. */
  readonly hasNoPictures?: boolean;
}

/** A picture inside the file in a format that sharp reads: a RAW's preview, an icon's PNG. Says itself how it is turned. */
export interface EncodedPicture {
  readonly kind: 'encoded';
  readonly bytes: Uint8Array;
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

/** Why nothing is shown of a document of so many pages. */
export function missingPage(pages: number, page: number): Failure {
  return failure(
    'page-missing',
    `${plural(pages, 'page')}; page ${countWords(page)} was asked for`,
  );
}

/** Why a picture of this declared size is not decoded; null when it may be. Ask before taking memory for it. */
export function sizeProblem(width: number, height: number, maxPixels: number): Failure | null {
  if (!(width > 0 && height > 0)) return failure('image-corrupt');
  if (width * height <= maxPixels) return null;
  return tooLarge(width, height);
}

export const tooLarge = (width: number, height: number): Failure =>
  failure('image-too-large', `${width} × ${height} pixels`);
