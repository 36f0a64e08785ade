// Builds the app when what is in out/ is older than what it is made from.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireNode, toolEnvironment } from './node-runtime.js';
import { root } from './root.js';

const configs = ['electron.vite.config.ts', 'vite.service.config.ts'];
const sources = ['src', ...configs, 'package-lock.json', 'package.json'];
const stamp = join(root, 'out', '.built');

function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newestChange(path) {
  if (!statSync(path).isDirectory()) return changedAt(path);
  // A folder's own time tells of files that were removed.
  return readdirSync(path, { recursive: true }).reduce(
    (newest, name) => Math.max(newest, changedAt(join(path, name))),
    changedAt(path),
  );
}

function isFresh() {
  return changedAt(stamp) >= Math.max(...sources.map((path) => newestChange(join(root, path))));
}

/** Ends the program with the tool's own words when it fails. */
function build(tool, ...words) {
  const path = join(root, 'node_modules', tool, 'bin', `${tool}.js`);
  const { status, stdout, stderr } = spawnSync(
    requireNode(),
    [path, 'build', '--logLevel', 'warn', ...words],
    { cwd: root, encoding: 'utf8', env: toolEnvironment() },
  );
  if (status === 0) return;
  console.error(`${stdout ?? ''}${stderr ?? ''}`.trim());
  process.exit(1);
}

/** The desktop, the terminal and the service. */
export function buildApp() {
  const startedAt = new Date();
  build('electron-vite');
  build('vite', '--config', 'vite.service.config.ts');
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(stamp, '');
  // What changes while the build runs is newer than the build.
  utimesSync(stamp, startedAt, startedAt);
}

/** Quiet when nothing is to do. */
export function buildIfStale() {
  if (isFresh()) return;
  console.log('Building Thumbline …');
  buildApp();
}
