/** What decodes pixels. */
export const decoderPackages = [
  'sharp',
  'libheif-js',
  'libraw-wasm',
  '@imagemagick/magick-wasm',
  'icodec',
  'jxl-oxide-wasm',
  'pdfjs-dist',
  '@hyzyla/pdfium',
  'opentype.js',
];
