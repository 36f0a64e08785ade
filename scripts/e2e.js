// npm run test:e2e -- [Playwright's arguments]: the end-to-end tests on the built app, on a display of their own.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildIfStale } from './build-if-stale.js';
import { requireElectron } from './electron-runtime.js';
import { requireNode, toolEnvironment } from './node-runtime.js';
import { root } from './root.js';
import { requireSystemPackages } from './system-packages.js';
import { startXvfb } from './xvfb.js';

const usesOwnDisplay = process.platform === 'linux' && process.env.THUMBLINE_USE_DISPLAY !== '1';

const electron = await requireElectron();
requireSystemPackages(electron.path, { needsXvfb: usesOwnDisplay });
buildIfStale();
console.log(`Electron ${electron.version} (${electron.origin}): ${electron.path}`);

const screen = usesOwnDisplay ? await startXvfb() : null;
const display = screen === null ? {} : { DISPLAY: screen.display, WAYLAND_DISPLAY: '' };
const { status } = spawnSync(
  requireNode(),
  [join(root, 'node_modules', '@playwright', 'test', 'cli.js'), 'test', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
    env: toolEnvironment({ ...display, THUMBLINE_ELECTRON: electron.path }),
  },
);
screen?.close();
process.exitCode = status ?? 1;
