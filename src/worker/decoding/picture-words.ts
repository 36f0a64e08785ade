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
  heif: 'a HEIF picture',
  jxl: 'a JPEG XL picture',
  jpeg2000: 'a JPEG 2000 picture',
  bmp: 'a BMP picture',
  ico: 'an icon',
  icns: 'a Mac icon',
  psd: 'a Photoshop document',
  tga: 'a TGA picture',
  pnm: 'a PNM picture',
  qoi: 'a QOI picture',
  raw: 'a camera RAW file',
  pdf: 'a PDF',
};
