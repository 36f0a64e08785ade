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
