// What takes the room in a package.
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of a file, or of all files below a folder. */
export function sizeOf(path) {
  const facts = lstatSync(path);
  if (!facts.isDirectory()) return facts.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

/** Folders whose parts are told one by one. */
const opened = new Set(['', 'resources', 'resources/app.asar.unpacked']);
const packages = 'resources/app.asar.unpacked/node_modules';

function parts(folder, below = '') {
  return readdirSync(join(folder, below)).flatMap((name) => {
    const path = below === '' ? name : `${below}/${name}`;
    const isOpened = opened.has(path) || path === packages || /node_modules\/@[^/]+$/.test(path);
    return isOpened ? parts(folder, path) : [{ path, bytes: sizeOf(join(folder, path)) }];
  });
}

const megabytes = (bytes) => (bytes / 1024 ** 2).toFixed(1).padStart(7);

/** Lines for people, the largest first; what is below 0.1 MB is added up. */
export function sizeLines(folder) {
  const all = parts(folder).toSorted((a, b) => b.bytes - a.bytes);
  const isLarge = ({ bytes }) => bytes >= 100 * 1024;
  const rest = all.filter((part) => !isLarge(part)).reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    ...all.filter(isLarge).map(({ path, bytes }) => `${megabytes(bytes)} MB  ${path}`),
    `${megabytes(rest)} MB  all the rest`,
    `${megabytes(sizeOf(folder))} MB  in all`,
  ];
}
