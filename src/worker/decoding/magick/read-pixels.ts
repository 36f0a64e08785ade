import type { IMagickImage } from '@imagemagick/magick-wasm';
import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { roomForSamples } from '../raster-room.ts';
import { type Coder, magick } from './magick.ts';

export interface MagickPixels {
  readonly width: number;
  readonly height: number;
  readonly hasAlpha: boolean;
  /** RGBA, or RGB where there is no alpha. */
  readonly data: Uint8Array;
  readonly icc: Uint8Array | null;
}

/** ImageMagick's own words, from the name of the fault. A file that is cut may leave it without any picture to speak of. */
const faults: readonly (readonly [RegExp, Failure])[] = [
  [/EndOfFile|Insufficient|NotEnough|UnableToRead|disposed/, failure('image-truncated')],
  [/ResourceLimit|ResourcesExhausted|MemoryAllocation|ExceedsLimit/, failure('image-too-large')],
  [/NotSupported|Unsupported|Unrecognized/, failure('decoder-missing')],
];

function failureOf(words: string): Failure {
  return faults.find(([pattern]) => pattern.test(words))?.[1] ?? failure('image-corrupt');
}

/** So that the codec, which keeps what it once took, does not hold the picture twice. */
const rowsAtOnce = 64;

function pixelsOf(image: IMagickImage): MagickPixels {
  const { width, height, hasAlpha } = image;
  const mapping = hasAlpha ? 'RGBA' : 'RGB';
  const data = roomForSamples(width * height * mapping.length, 8);
  image.getPixels((pixels) => {
    for (let top = 0; top < height; top += rowsAtOnce) {
      const count = Math.min(rowsAtOnce, height - top);
      const area = pixels.getArea(0, top, width, count);
      // Grey ones have fewer samples, and those of a palette one more, the colour's number.
      const isMapped = area.length === width * count * mapping.length;
      const rows = isMapped ? area : pixels.toByteArray(0, top, width, count, mapping);
      if (rows) data.set(rows, top * width * mapping.length);
    }
  });
  const icc = image.getColorProfile()?.data ?? null;
  return { width, height, hasAlpha, data, icc };
}

/** Those behind it may be of any size. */
const firstOnly = { frameIndex: 0, frameCount: 1 };

/**
 * The first picture of a file that is read as `coder` and as nothing else. 8 bits; the colours are the file's own. None that
 * is larger than `maxPixels` is made, also not one inside another.
 */
export async function readByMagick(
  bytes: Uint8Array,
  coder: Coder,
  maxPixels: number,
): Promise<Result<MagickPixels, Failure>> {
  const read = await magick.use((library) => {
    const { ColorSpace, MagickError, MagickImage, MagickReadSettings, ResourceLimits } = library;
    // It wants less than its limit.
    ResourceLimits.area = BigInt(maxPixels) + 1n;
    const image = MagickImage.create();
    const warnings: string[] = [];
    image.onWarning = ({ error }) => warnings.push(error.message);
    try {
      image.read(bytes, new MagickReadSettings({ format: coder, ...firstOnly }));
      const cut = warnings.map(failureOf).find(({ code }) => code === 'image-truncated');
      if (cut) return notOk(cut);
      // Photographs inside drawings have inks now and then, and nothing says whether they are inverted.
      if (image.colorSpace === ColorSpace.CMYK) return notOk(failure('decoder-missing'));
      return ok(pixelsOf(image));
    } catch (error) {
      // What is no word of its own is a trap, after which its memory cannot be trusted.
      if (!(error instanceof MagickError)) throw error;
      return notOk(failureOf(error.message));
    } finally {
      image.dispose();
    }
  });
  return read ?? notOk(failure('image-corrupt'));
}
