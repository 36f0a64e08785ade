// Runs a program of ours that drives the built app, on displays of its own.
import { spawnSync } from 'node:child_process';
import { buildAppIfStale } from './build-if-stale.js';
import { onPath } from './install-words.js';
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
 * As root Chromium puts some threads of its own before all others, and the page, which is in its sandbox, behind them: nobody who
 * uses the app has it so.
 */
function withoutOwnPriorities(command) {
  const raises = process.getuid?.() === 0 && onPath('setpriv');
  return raises ? ['setpriv', '--bounding-set', '-sys_nice', ...command] : command;
}

/**
 * Runs Node with `args` once Electron, the system's libraries, the build and the displays are there. It finds the
 * names of all of them in `THUMBLINE_DISPLAYS`; where there are windows already it gets none. With `isMeasured` its threads are as
 * urgent as an ordinary user's. Answers the exit code.
 */
export async function runOnDisplay(args, { displayCount = 1, isMeasured = false } = {}) {
  const electron = await requireRunnableElectron({ needsXvfb: usesOwnDisplay });
  buildAppIfStale();
  console.log(`Electron ${electron.version} (${electron.origin}): ${electron.path}`);
  const screens = await Promise.all(
    Array.from({ length: usesOwnDisplay ? displayCount : 0 }, () => startXvfb()),
  );
  const node = [requireNode(), ...args];
  const [program, ...words] = isMeasured ? withoutOwnPriorities(node) : node;
  const { status, signal } = spawnSync(program, words, {
    cwd: root,
    stdio: 'inherit',
    env: toolEnvironment({ ...namesOf(screens), THUMBLINE_ELECTRON: electron.path }),
  });
  for (const screen of screens) screen.close();
  if (signal !== null) console.error(signalLine(signal));
  return status ?? signalCode(signal);
}
