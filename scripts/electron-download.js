// The official way to Electron's binary: the electron package's own installer.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { findNode } from './node-runtime.js';
import { root } from './root.js';

const connectLimitMs = 5_000;
const downloadLimitMs = 10 * 60_000;
const electronPackage = join(root, 'node_modules', 'electron');

/** With one of these the installer does not go to its own host, so looking for that host says nothing. */
const detours = [
  'ELECTRON_MIRROR',
  'npm_config_electron_mirror',
  'HTTPS_PROXY',
  'https_proxy',
  'ALL_PROXY',
  'all_proxy',
];

function canConnect(host) {
  return new Promise((resolve) => {
    const socket = connect({ host, port: 443, timeout: connectLimitMs });
    const answer = (isReachable) => {
      socket.destroy();
      resolve(isReachable);
    };
    socket.once('connect', () => answer(true));
    socket.once('timeout', () => answer(false));
    socket.once('error', () => answer(false));
  });
}

/** The version that package.json asks for. */
export function wantedElectronVersion() {
  return JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8')).version;
}

/** The binary that the electron package already holds, or null. */
export function installedElectron() {
  const pathFile = join(electronPackage, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const path = join(electronPackage, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(path) ? path : null;
}

/** Downloads the official binary. Null, and silence, when it cannot be had from here. */
export async function downloadElectron() {
  const hasDetour = detours.some((name) => Boolean(process.env[name]));
  if (!hasDetour && !(await canConnect('github.com'))) return null;
  console.log(`Downloading Electron ${wantedElectronVersion()} …`);
  spawnSync(findNode() ?? process.execPath, [join(electronPackage, 'install.js')], {
    stdio: 'ignore',
    timeout: downloadLimitMs,
  });
  return installedElectron();
}
