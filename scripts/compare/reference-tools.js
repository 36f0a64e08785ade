// Which of Debian's programs shows what a picture looks like, by the format that Thumbline takes it for.

/**
 * @typedef {object} Tool
 * @property {string} program
 * @property {string} debian the package that has it
 * @property {(task: Task) => readonly string[]} words
 * @property {true} [printsPicture] the picture comes on standard output, not in the folder
 */

/**
 * @typedef {object} Task
 * @property {string} source
 * @property {string} target a PNG in an empty folder; what the program makes beside it counts too
 * @property {string} srgb a profile
 * @property {number} edge the longer edge of a drawing, in pixels
 */

/** Sharp, which draws the sheets, takes a 16-bit PNG with a profile for linear light. */
const eightBits = ['-depth', '8'];

/** @param {string} [prefix] where the content says too little */
const convert = (prefix = '') => ({
  program: 'convert',
  debian: 'imagemagick',
  words: ({ source, target }) => [`${prefix}${source}[0]`, '-auto-orient', ...eightBits, target],
});
/** Inks need a profile to become colours; a picture without one refuses it. */
const convertInks = {
  program: 'convert',
  debian: 'imagemagick',
  words: ({ source, target, srgb }) =>
    [`${source}[0]`, '-auto-orient', '-profile', srgb].concat(eightBits, target),
};
/** All pictures of a file that holds one picture in many sizes. */
const convertAll = {
  ...convert(),
  words: ({ source, target }) => [source, target],
};
const heifConvert = {
  program: 'heif-convert',
  debian: 'libheif-examples',
  words: ({ source, target }) => [source, target],
};
const heifThumbnailer = {
  program: 'heif-thumbnailer',
  debian: 'heif-thumbnailer',
  words: ({ source, target, edge }) => ['-s', `${edge}`, source, target],
};
const djxl = {
  program: 'djxl',
  debian: 'libjxl-tools',
  words: ({ source, target }) => [source, target],
};
const opjDecompress = {
  program: 'opj_decompress',
  debian: 'libopenjp2-tools',
  words: ({ source, target }) => ['-i', source, '-o', target],
};
const pdftoppm = {
  program: 'pdftoppm',
  debian: 'poppler-utils',
  words: ({ source, target, edge }) =>
    ['-png', '-f', '1', '-l', '1', '-scale-to', `${edge}`].concat(source, target),
};
const rsvgConvert = {
  program: 'rsvg-convert',
  debian: 'librsvg2-bin',
  words: ({ source, target, edge }) =>
    ['--keep-aspect-ratio', '-w', `${edge}`, '-h', `${edge}`].concat('-o', target, source),
};
const tiff2rgba = {
  program: 'tiff2rgba',
  debian: 'libtiff-tools',
  words: ({ source, target }) => [source, `${target}.tif`],
};
const dwebp = {
  program: 'dwebp',
  debian: 'webp',
  words: ({ source, target }) => [source, '-o', target],
};
const avifdec = {
  program: 'avifdec',
  debian: 'libavif-bin',
  words: ({ source, target }) => [source, target],
};
const icns2png = {
  program: 'icns2png',
  debian: 'icnsutils',
  words: ({ source, target }) => ['-x', '-o', target.replace(/[^/]+$/, ''), source],
};
/** The preview that the camera made, which is what Thumbline shows. */
const dcrawPreview = {
  program: 'dcraw',
  debian: 'dcraw',
  words: ({ source }) => ['-e', '-c', source],
  printsPicture: /** @type {const} */ (true),
};
const dcrawDeveloped = {
  ...dcrawPreview,
  words: ({ source }) => ['-w', '-h', '-c', source],
};
const librawDeveloped = {
  ...dcrawPreview,
  program: 'dcraw_emu',
  debian: 'libraw-bin',
  words: ({ source }) => ['-w', '-h', '-T', '-Z', '-', source],
};

/** In turn until one makes a picture. What is not listed, and what Thumbline does not read, is for ImageMagick. */
const toolsByFormat = {
  // dwebp and avifdec turn nothing upright.
  webp: [convert(), dwebp],
  avif: [heifConvert, avifdec],
  tiff: [convertInks, convert(), tiff2rgba],
  ico: [convertAll],
  icns: [icns2png],
  svg: [rsvgConvert],
  heif: [heifConvert, heifThumbnailer],
  jxl: [djxl],
  jpeg2000: [opjDecompress, convert()],
  tga: [convert('tga:')],
  raw: [dcrawPreview, dcrawDeveloped, librawDeveloped],
  pdf: [pdftoppm],
};
const anyOther = [convertInks, convert()];

/** @param {string | null} format @returns {readonly Tool[]} */
export const toolsFor = (format) => toolsByFormat[format ?? ''] ?? anyOther;

/** Each program with its package. */
export const allTools = () =>
  new Map(
    [...Object.values(toolsByFormat).flat(), ...anyOther].map(({ program, debian }) => [
      program,
      debian,
    ]),
  );
