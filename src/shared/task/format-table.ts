import type { SourceFormat } from './format.ts';

/** What reads pictures, in the words of `thumbline formats`. Each is one way through the worker. */
export const readers = {
  sharp: 'sharp (libvips)',
  'sharp-svg': 'sharp (librsvg)',
  'sharp-tiff': 'sharp (libtiff)',
  libheif: 'libheif',
  'jxl-oxide': 'jxl-oxide',
  openjpeg: 'OpenJPEG, PDFium',
  pdfium: 'PDFium',
  bmp: 'Thumbline',
  ico: 'Thumbline',
  icns: 'Thumbline',
  psd: 'Thumbline',
  tga: 'Thumbline',
  pnm: 'Thumbline',
  qoi: 'Thumbline',
  raw: 'Thumbline, sharp',
} as const;
export type Reader = keyof typeof readers;

export interface FormatRow {
  /** As people write it. */
  readonly name: string;
  /** What of it can be read, in few words. */
  readonly reads: string;
  readonly reader: Reader;
}

/** One row a format: the worker's decoders, `thumbline formats` and the guide all follow it. */
export const formatTable: Readonly<Record<SourceFormat, FormatRow>> = {
  jpeg: { name: 'JPEG', reads: 'grey, RGB and CMYK; baseline and progressive', reader: 'sharp' },
  png: { name: 'PNG', reads: '1 to 16 bits, palette, alpha', reader: 'sharp' },
  webp: { name: 'WebP', reads: 'lossy and lossless, alpha, animation', reader: 'sharp' },
  gif: { name: 'GIF', reads: 'palette, transparency, animation', reader: 'sharp' },
  avif: { name: 'AVIF', reads: '8 to 12 bits, alpha', reader: 'sharp' },
  tiff: {
    name: 'TIFF',
    reads: '1 to 16 bits, float, CMYK, Lab; not 12 bits, not LZMA',
    reader: 'sharp-tiff',
  },
  ico: { name: 'ICO, CUR', reads: 'the entry that fits best', reader: 'ico' },
  icns: { name: 'ICNS', reads: 'the entry that fits best', reader: 'icns' },
  svg: { name: 'SVG', reads: 'up to 10 MB, also zipped; never other files', reader: 'sharp-svg' },
  heif: { name: 'HEIF', reads: 'HEVC (HEIC), the primary picture', reader: 'libheif' },
  jxl: { name: 'JPEG XL', reads: 'all, the first frame', reader: 'jxl-oxide' },
  jpeg2000: { name: 'JPEG 2000', reads: 'grey, RGB and CMYK; alpha is lost', reader: 'openjpeg' },
  bmp: { name: 'BMP', reads: '1 to 32 bits, run lengths, alpha, OS/2', reader: 'bmp' },
  psd: { name: 'Photoshop', reads: 'the merged picture, 1 to 16 bits', reader: 'psd' },
  tga: { name: 'TGA', reads: '8 to 32 bits, run lengths', reader: 'tga' },
  pnm: { name: 'PNM', reads: 'PBM, PGM, PPM, PAM; not PFM', reader: 'pnm' },
  qoi: { name: 'QOI', reads: 'all', reader: 'qoi' },
  raw: { name: 'Camera RAW', reads: 'the preview that the camera made', reader: 'raw' },
  pdf: { name: 'PDF', reads: 'the first page; not in folders', reader: 'pdfium' },
};
