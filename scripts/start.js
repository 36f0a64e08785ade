// npm start -- [files and folders]: opens the app on them, or does the same work in the terminal where no window can open.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { buildIfStale } from './build-if-stale.js';
import { hasDisplay } from './display.js';
import { requireElectron } from './electron-runtime.js';
import { requireNode, toolEnvironment } from './node-runtime.js';
import { root } from './root.js';
import { whyNoSandbox } from './sandbox.js';
import { requireSystemPackages } from './system-packages.js';
import { folderTypedIn, typedHere } from './typed-here.js';

const typedIn = folderTypedIn();

const words = process.argv.slice(2);

function hand(program, args, environment) {
  const child = spawn(program, args, {
    stdio: 'inherit',
    env: typedHere(environment),
    cwd: typedIn,
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
}

async function openWindow() {
  const electron = await requireElectron();
  requireSystemPackages(electron.path, { needsXvfb: false });
  buildIfStale();
  const reason = whyNoSandbox();
  if (reason !== null) console.log(reason);
  const switches = reason === null ? [] : ['--no-sandbox'];
  hand(electron.path, [...switches, root, ...words], toolEnvironment());
}

function workInTerminal() {
  if (words.every((word) => word.startsWith('-'))) {
    console.log(
      'There is no display here, so no window can open. Name files or folders to work in the terminal: npm start -- samples',
    );
    return;
  }
  // Standard output is for results.
  console.error('There is no display here, so Thumbline works in the terminal.');
  hand(requireNode(), [join(root, 'scripts', 'thumbline.js'), ...words], toolEnvironment());
}

if (await hasDisplay()) await openWindow();
else workInTerminal();
