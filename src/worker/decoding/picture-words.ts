import type { SourceFormat } from '../../shared/task/format.ts';

/** Each format with its article, for a sentence about a kind of it that cannot be read. */
export const pictureWords: Readonly<Record<SourceFormat, string>> = {
  jpeg: 'a JPEG picture',
  png: 'a PNG picture',
  webp: 'a WebP picture',
  gif: 'a GIF picture',
  avif: 'an AVIF picture',
  tiff: 'a TIFF picture',
  svg: 'an SVG drawing',
};
