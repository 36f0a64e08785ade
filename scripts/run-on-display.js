// Runs a program of ours that drives the built app, on displays of its own.
import { spawnSync } from 'node:child_process';
import { buildAppIfStale } from './build-if-stale.js';
import { requireNode, toolEnvironment } from './node-runtime.js';
import { root } from './root.js';
import { requireRunnableElectron } from './system-packages.js';
import { signalCode, signalLine } from './signal-ends.js';
import { startXvfb } from './xvfb.js';

const usesOwnDisplay = process.platform === 'linux' && process.env.THUMBLINE_USE_DISPLAY !== '1';

function namesOf(screens) {
  const [first, ...rest] = screens.map(({ display }) => display);
  if (first === undefined) return {};
  return { DISPLAY: first, WAYLAND_DISPLAY: '', THUMBLINE_DISPLAYS: [first, ...rest].join() };
}

/**
 * Runs Node with `args` once Electron, the system's libraries, the build and the displays are there. It finds the
 * names of all of them in `THUMBLINE_DISPLAYS`; where there are windows already it gets none. Answers the exit code.
 */
export async function runOnDisplay(args, { displayCount = 1 } = {}) {
  const electron = await requireRunnableElectron({ needsXvfb: usesOwnDisplay });
  buildAppIfStale();
  console.log(`Electron ${electron.version} (${electron.origin}): ${electron.path}`);
  const screens = await Promise.all(
    Array.from({ length: usesOwnDisplay ? displayCount : 0 }, () => startXvfb()),
  );
  const { status, signal } = spawnSync(requireNode(), args, {
    cwd: root,
    stdio: 'inherit',
    env: toolEnvironment({ ...namesOf(screens), THUMBLINE_ELECTRON: electron.path }),
  });
  for (const screen of screens) screen.close();
  if (signal !== null) console.error(signalLine(signal));
  return status ?? signalCode(signal);
}
