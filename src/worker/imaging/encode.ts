import type { Sharp } from 'sharp';
import type { WritableFormat } from '../../shared/task/format.ts';

type Encoder = (pipeline: Sharp, quality: number | null) => Sharp;

/**
 * Defaults in favour of speed where it can be measured and the eye cannot tell: no mozjpeg (three times the time on
 * a thumbnail), AVIF at effort 2 (0.4 times the time of 4, 9 % fewer bytes, 0.65 dB less). Metadata is left out by sharp.
 */
const encoders: Readonly<Record<WritableFormat, Encoder>> = {
  jpeg: (pipeline, quality) => pipeline.jpeg({ quality: quality ?? 82 }),
  png: (pipeline) => pipeline.png({ compressionLevel: 6 }),
  webp: (pipeline, quality) => pipeline.webp({ quality: quality ?? 80 }),
  avif: (pipeline, quality) => pipeline.avif({ quality: quality ?? 55, effort: 2 }),
  gif: (pipeline) => pipeline.gif(),
  tiff: (pipeline) => pipeline.tiff({ compression: 'lzw', predictor: 'horizontal' }),
};

export function encode(pipeline: Sharp, format: WritableFormat, quality: number | null): Sharp {
  return encoders[format](pipeline, quality);
}
