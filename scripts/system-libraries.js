// Libraries that Electron needs from a Linux system, and the Debian packages that bring them.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * By what the packages of Electron apps depend on. A program that is linked shows the first ones to `ldd`; the last is loaded
 * at run time, where only a crash tells that it is missing. What these packages need in turn comes with them.
 */
const packageOf = {
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnss3.so': 'libnss3',
  'libasound.so.2': 'libasound2',
  'libgbm.so.1': 'libgbm1',
  'libX11-xcb.so.1': 'libx11-xcb1',
};

export const libraryPackages = Object.values(packageOf);

export const packagesOf = (libraries) => libraries.map((name) => packageOf[name]);

/** The linker's own list of what is installed; null on systems that keep none. */
function installedLibraries() {
  // Not on the PATH of ordinary users.
  const program = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((path) => existsSync(path));
  if (program === undefined) return null;
  const { status, stdout } = spawnSync(program, ['-p'], { encoding: 'utf8' });
  return status === 0 && stdout.includes('libc.so') ? stdout : null;
}

/** Those of the table that a list of `ldconfig -p` does not name; none where there is no list. */
export function missingFromTable(listed = installedLibraries()) {
  if (listed === null) return [];
  const names = new Set(listed.split('\n').map((line) => line.trim().split(' ')[0]));
  return Object.keys(packageOf).filter((name) => !names.has(name));
}

/** What a binary that is there is linked to and the system does not have. */
export function missingFromBinary(path) {
  const { stdout } = spawnSync('ldd', [path], { encoding: 'utf8' });
  const lines = (stdout ?? '').split('\n').filter((line) => line.includes('not found'));
  return lines.map((line) => line.trim().split(' ')[0]);
}
