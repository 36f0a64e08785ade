// What Electron and its tests need from the system on Linux, found before it hurts.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { findElectron, requireElectron } from './electron-runtime.js';
import { installWords, onPath, presentNames } from './install-words.js';
import { libraryPackages, missingFromBinary, missingFromTable } from './system-libraries.js';

const fontPackage = 'fonts-dejavu-core';
export const aptOptions = ['-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120'];

/** Before Electron is fetched only the table can tell; afterwards its binary, too. */
function missingLibraries() {
  const electron = findElectron();
  const linked = electron === null ? [] : missingFromBinary(electron.path);
  return [...new Set([...missingFromTable(), ...linked])];
}

function hasFonts() {
  const folder = '/usr/share/fonts';
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true }).some((name) => /\.(ttf|otf|ttc)$/i.test(name));
}

function wantedPackages(needsXvfb) {
  const wanted = [];
  if (missingLibraries().length > 0) wanted.push(...libraryPackages);
  if (needsXvfb && !onPath('Xvfb')) wanted.push('xvfb');
  // Without any font Chromium draws no letters, and text has no size to test.
  if (!hasFonts()) wanted.push(fontPackage);
  return wanted;
}

export function apt(args) {
  const { status, stdout, stderr } = spawnSync('apt-get', args, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) console.error(`${stdout ?? ''}${stderr ?? ''}`.trim());
  return status === 0;
}

function fail(wanted) {
  console.error(`System packages are missing. ${installWords(wanted)}`);
  const libraries = missingLibraries();
  if (libraries.length > 0) console.error(`Libraries not found: ${libraries.join(', ')}`);
  process.exit(1);
}

function requireSystemPackages(needsXvfb) {
  if (process.platform !== 'linux') return;
  const wanted = wantedPackages(needsXvfb);
  if (wanted.length === 0) return;
  if (process.getuid?.() !== 0 || !onPath('apt-get')) fail(wanted);
  console.log(`Installing system packages that Electron needs: ${wanted.join(' ')} …`);
  const isDone = apt(['update', '-q']) && apt(['install', ...aptOptions, ...presentNames(wanted)]);
  if (!isDone || wantedPackages(needsXvfb).length > 0) fail(wanted);
}

/**
 * Electron, and what it needs from the system: as root installs what is missing with apt-get, else ends the program with
 * the command to run, before anything is fetched. Outside Linux nothing is missing.
 */
export async function requireRunnableElectron({ needsXvfb }) {
  requireSystemPackages(needsXvfb);
  const electron = await requireElectron();
  requireSystemPackages(needsXvfb);
  return electron;
}
