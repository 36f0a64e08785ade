// Runs a program of ours that drives the built app, on a display of its own.
import { spawnSync } from 'node:child_process';
import { buildAppIfStale } from './build-if-stale.js';
import { requireNode, toolEnvironment } from './node-runtime.js';
import { root } from './root.js';
import { requireRunnableElectron } from './system-packages.js';
import { signalCode, signalLine } from './signal-ends.js';
import { startXvfb } from './xvfb.js';

const usesOwnDisplay = process.platform === 'linux' && process.env.THUMBLINE_USE_DISPLAY !== '1';

/** Runs Node with `args` once Electron, the system's libraries, the build and a display are there. Answers the exit code. */
export async function runOnDisplay(args) {
  const electron = await requireRunnableElectron({ needsXvfb: usesOwnDisplay });
  buildAppIfStale();
  console.log(`Electron ${electron.version} (${electron.origin}): ${electron.path}`);
  const screen = usesOwnDisplay ? await startXvfb() : null;
  const display = screen === null ? {} : { DISPLAY: screen.display, WAYLAND_DISPLAY: '' };
  const { status, signal } = spawnSync(requireNode(), args, {
    cwd: root,
    stdio: 'inherit',
    env: toolEnvironment({ ...display, THUMBLINE_ELECTRON: electron.path }),
  });
  screen?.close();
  if (signal !== null) console.error(signalLine(signal));
  return status ?? signalCode(signal);
}
