// Leaves of the decoders in an image what electron-builder.yml packs of them, and of no package what only developers read.
import { globSync, readFileSync, rmSync, statSync } from 'node:fs';

/** As a package the app brings more of the others than a program run from source needs, or less. */
const trimmed = [
  'pdfjs-dist',
  '@imagemagick/magick-wasm',
  'libheif-js',
  'libraw-wasm',
  '@hyzyla/pdfium',
  '@fontsource/noto-sans',
];
const lines = readFileSync('electron-builder.yml', 'utf8').matchAll(
  /^ {6}- '?(?<glob>[^'\n]+)'?$/gm,
);
const packed = Array.from(lines, ({ groups }) => groups?.['glob'] ?? '');
const isFile = (/** @type {string} */ path) => statSync(path).isFile();
for (const name of trimmed) {
  const globs = packed.filter((glob) => glob.startsWith(`${name}/`));
  const kept = new Set(globSync(globs, { cwd: 'node_modules' }));
  if (kept.size === 0) throw new Error(`electron-builder.yml packs nothing of ${name}`);
  for (const path of globSync(`${name}/**/*`, { cwd: 'node_modules' })) {
    if (!kept.has(path) && isFile(`node_modules/${path}`)) rmSync(`node_modules/${path}`);
  }
}
for (const path of globSync('node_modules/**/*.{map,d.ts,d.mts,d.cts}')) {
  if (isFile(path)) rmSync(path);
}
