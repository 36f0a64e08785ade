// npm start -- [files and folders]: opens the app on them, or does the same work in the terminal where no window can open.
import { join } from 'node:path';
import { buildAppIfStale } from './build-if-stale.js';
import { hasDisplay } from './display.js';
import { handOver } from './hand-over.js';
import { requireNode, toolEnvironment } from './node-runtime.js';
import { root } from './root.js';
import { whyNoSandbox } from './sandbox.js';
import { signalLine } from './signal-ends.js';
import { requireRunnableElectron } from './system-packages.js';
import { folderTypedIn, typedHere } from './typed-here.js';

const surroundings = { cwd: folderTypedIn(), env: typedHere(toolEnvironment()) };

const words = process.argv.slice(2);

async function openWindow() {
  const electron = await requireRunnableElectron({ needsXvfb: false });
  buildAppIfStale();
  const reason = whyNoSandbox(electron.path);
  if (reason !== null) console.log(reason);
  const switches = reason === null ? [] : ['--no-sandbox'];
  handOver(electron.path, [...switches, root, ...words], {
    ...surroundings,
    linePerSignal: signalLine,
  });
}

/** Trying it twice makes nothing twice. Whoever types options decides for themselves. */
const once = words.some((word) => word.startsWith('-')) ? [] : ['--conflict', 'skip-unchanged'];

function workInTerminal() {
  if (words.every((word) => word.startsWith('-'))) {
    console.log(
      'There is no display here, so no window can open. Name files or folders to work in the terminal: npm start -- samples',
    );
    return;
  }
  // Standard output is for results.
  console.error('There is no display here, so Thumbline works in the terminal.');
  handOver(requireNode(), [join(root, 'scripts', 'thumbline.js'), ...once, ...words], {
    ...surroundings,
    linePerSignal: (signal) =>
      `Thumbline was ended by ${signal}. Start it again: npm start -- samples`,
  });
}

if (await hasDisplay()) await openWindow();
else workInTerminal();
