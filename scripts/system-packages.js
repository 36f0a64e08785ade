// What Electron and its tests need from the system on Linux, found before it hurts.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const libraryPackages = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'];
const fontPackage = 'fonts-dejavu-core';
export const aptOptions = ['-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120'];

export function onPath(program) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.some((folder) => existsSync(join(folder, program)));
}

function missingLibraries(electronPath) {
  const { stdout } = spawnSync('ldd', [electronPath], { encoding: 'utf8' });
  const lines = (stdout ?? '').split('\n').filter((line) => line.includes('not found'));
  return lines.map((line) => line.trim().split(' ')[0]);
}

function hasFonts() {
  const folder = '/usr/share/fonts';
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true }).some((name) => /\.(ttf|otf|ttc)$/i.test(name));
}

/** Since the change to 64-bit times, newer Debian and Ubuntu call some packages `…t64`. */
function presentName(name) {
  const { stdout } = spawnSync('apt-cache', ['policy', `${name}t64`], { encoding: 'utf8' });
  return /Candidate: (?!\(none\))/.test(stdout ?? '') ? `${name}t64` : name;
}

function wantedPackages(electronPath, needsXvfb) {
  const wanted = [];
  if (missingLibraries(electronPath).length > 0) wanted.push(...libraryPackages);
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

function fail(wanted, electronPath) {
  const names = wanted.map(presentName).join(' ');
  console.error(
    onPath('apt-get')
      ? `System packages are missing. Run this, then try again:\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names}`
      : `System packages are missing. Install what your system calls ${names}, then try again.`,
  );
  const libraries = missingLibraries(electronPath);
  if (libraries.length > 0) console.error(`Libraries not found: ${libraries.join(', ')}`);
  process.exit(1);
}

/**
 * Makes sure that this Electron binary can run here: as root installs what is missing with apt-get,
 * else ends the program with the command to run. Does nothing outside Linux.
 */
export function requireSystemPackages(electronPath, { needsXvfb }) {
  if (process.platform !== 'linux') return;
  const wanted = wantedPackages(electronPath, needsXvfb);
  if (wanted.length === 0) return;
  if (process.getuid() !== 0 || !onPath('apt-get')) fail(wanted, electronPath);
  console.log(`Installing system packages that Electron needs: ${wanted.join(' ')} …`);
  const isDone =
    apt(['update', '-q']) && apt(['install', ...aptOptions, ...wanted.map(presentName)]);
  if (!isDone || wantedPackages(electronPath, needsXvfb).length > 0) fail(wanted, electronPath);
}
