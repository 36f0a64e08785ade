// Brings the native parts of sharp and of the watcher for the processors that a package for this system serves: npm installs only the computer's own.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.js';

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const wanted = Object.entries(packages)
  .map(([place, { version }]) => ({ name: place.replace('node_modules/', ''), version }))
  .filter(({ name }) =>
    ['x64', 'arm64'].some((arch) =>
      ['@img/sharp', '@img/sharp-libvips', '@parcel/watcher'].some((part) =>
        ['', '-glibc'].some((libc) => name === `${part}-${process.platform}-${arch}${libc}`),
      ),
    ),
  )
  .map(({ name, version }) => `${name}@${version}`);
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const words = ['install', '--no-save', '--force', '--ignore-scripts', ...wanted];
const { status } = spawnSync(npm, words, {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exitCode = status ?? 1;
