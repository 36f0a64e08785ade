import type { HeifCalls } from './libheif.ts';

/** `heif_colorspace_RGB`, `heif_channel_interleaved`. */
export const rgbSpace = 1;
export const interleaved = 10;
/** `heif_chroma_interleaved_RGB`, `…_RGBA`, `…_RRGGBB_LE` and `…_RRGGBBAA_LE`. */
const chromas = { 8: { 3: 10, 4: 11 }, 16: { 3: 14, 4: 15 } } as const;

export interface Samples {
  readonly bits: keyof typeof chromas;
  readonly channels: 3 | 4;
}

export const chromaOf = ({ bits, channels }: Samples): number => chromas[bits][channels];

/** The samples of a decoded picture, in the memory of libheif: to be read before it is called again. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly samples: Uint8Array | Uint16Array;
  /** Samples from one row to the next. */
  readonly stride: number;
  /** The largest value that a sample may have. */
  readonly most: number;
}

/** Null where there is nothing to be read. */
export function planeOf(
  calls: HeifCalls,
  image: number,
  { bits, channels }: Samples,
): Plane | null {
  const { library } = calls;
  const width = library._heif_image_get_width(image, interleaved);
  const height = library._heif_image_get_height(image, interleaved);
  const [start, stride] = calls.plane(image, interleaved);
  const rowLength = (width * channels * bits) / 8;
  if (start === 0 || width <= 0 || height <= 0 || stride < rowLength) return null;
  const { buffer } = library.HEAPU8;
  if (bits === 8) {
    const samples = new Uint8Array(buffer, start, stride * height);
    return { width, height, samples, stride, most: 255 };
  }
  const samples = new Uint16Array(buffer, start, (stride / 2) * height);
  const used = library._heif_image_get_bits_per_pixel_range(image, interleaved);
  return { width, height, samples, stride: stride / 2, most: 2 ** used - 1 };
}
