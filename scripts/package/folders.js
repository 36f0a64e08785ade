// Where packages are made.
import { join } from 'node:path';
import { root } from '../root.js';

export const release = join(root, 'release');
/** As electron-builder names it. */
export const unpacked = join(
  release,
  process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`,
);
