// Builds the app when what is in out/ is older than what it is made from.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { writeLanguages } from './english-areas.js';
import { requireNode, toolEnvironment } from './node-runtime.js';
import { root } from './root.js';

const everywhere = ['package-lock.json', 'package.json', 'scripts/build-if-stale.js'];

/** What is built on its own: from which files, by which tools, and the file that says when. */
const app = {
  sources: [
    'src',
    'electron.vite.config.ts',
    'vite.drop-window.config.ts',
    'vite.worker.config.ts',
    'vite.broker.config.ts',
    'vite.terminal.config.ts',
    'vite.service.config.ts',
    'scripts/decoder-packages.js',
    'scripts/english-areas.js',
    ...everywhere,
  ],
  stamp: join(root, 'out', '.built'),
  tools: [
    ['electron-vite'],
    ['vite', '--config', 'vite.drop-window.config.ts'],
    ['vite', '--config', 'vite.worker.config.ts'],
    ['vite', '--config', 'vite.broker.config.ts'],
    ['vite', '--config', 'vite.terminal.config.ts'],
    ['vite', '--config', 'vite.service.config.ts'],
  ],
};
const page = {
  sources: ['src/web', 'src/renderer', 'src/shared', 'vite.web.config.ts', ...everywhere],
  stamp: join(root, 'out', '.built-web'),
  tools: [['vite', '--config', 'vite.web.config.ts']],
};

function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newestChange(path) {
  if (!statSync(path).isDirectory()) return changedAt(path);
  // A folder's own time tells of files that were removed.
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).reduce(
    (newest, name) => Math.max(newest, changedAt(join(path, name))),
    changedAt(path),
  );
}

function isFresh({ sources, stamp }) {
  return changedAt(stamp) >= Math.max(...sources.map((path) => newestChange(join(root, path))));
}

/** Ends the program with the tool's own words when it fails. */
function run([tool, ...words]) {
  const path = join(root, 'node_modules', tool, 'bin', `${tool}.js`);
  const { status, stdout, stderr } = spawnSync(
    requireNode(),
    [path, 'build', '--logLevel', 'warn', ...words],
    // Vitest's own NODE_ENV would put React for development into the page: slower, and every effect runs twice.
    { cwd: root, encoding: 'utf8', env: toolEnvironment({ NODE_ENV: 'production' }) },
  );
  if (status === 0) return;
  console.error(`${stdout ?? ''}${stderr ?? ''}`.trim());
  process.exit(1);
}

function build({ stamp, tools }) {
  const startedAt = new Date();
  // Nothing counts as built while it is being built, or when that fails.
  rmSync(stamp, { force: true });
  // What V8 compiled of the last build (`kept-program.ts`).
  rmSync(join(root, 'out', 'compiled'), { recursive: true, force: true });
  tools.forEach(run);
  mkdirSync(join(root, 'out'), { recursive: true });
  writeDeclarations();
  writeLanguages(join(root, 'out', 'main', 'languages'));
  writeFileSync(stamp, '');
  // What changes while the build runs is newer than the build.
  utimesSync(stamp, startedAt, startedAt);
}

/** What `import … from 'thumbline'` means to TypeScript. */
function writeDeclarations() {
  const types = readFileSync(join(root, 'src', 'library', 'public.ts'), 'utf8');
  const entry = 'export declare const createEngine: CreateEngine;\n';
  writeFileSync(join(root, 'out', 'library.d.ts'), `${types}\n${entry}`);
}

/** Everything: the desktop, the terminal, the service and its page. */
export function buildAll() {
  build(app);
  build(page);
}

/** Whether app and terminal in out/ are what the sources say. Looks at each of them: some 30 ms. */
export const isAppFresh = () => isFresh(app);

/** Quiet when nothing is to do. */
export function buildAppIfStale() {
  if (isAppFresh()) return;
  console.log('Building Thumbline …');
  build(app);
}

/** The page that a service shows in browsers. Says what it does on stderr: stdout belongs to the service. */
export function buildPageIfStale() {
  if (isFresh(page)) return;
  if (!existsSync(join(root, 'node_modules', 'vite'))) {
    console.error('The page for browsers is not built here: npm ci brings what builds it.');
    return;
  }
  console.error('Building the page for browsers …');
  build(page);
}
