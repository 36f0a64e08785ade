// npm run dev -- [options of electron-vite dev]: the app from its sources. A change in the window shows at once; one in
// main, preload, engine or worker is built anew and starts the app again.
import { join } from 'node:path';
import { handOver } from './hand-over.js';
import { requireNode, toolEnvironment } from './node-runtime.js';
import { root } from './root.js';
import { whyNoSandbox } from './sandbox.js';
import { signalLine } from './signal-ends.js';
import { requireRunnableElectron } from './system-packages.js';

const electron = await requireRunnableElectron({ needsXvfb: false });
const reason = whyNoSandbox(electron.path);
if (reason !== null) console.log(reason);
const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
const switches = ['--watch', '--sourcemap', ...(reason === null ? [] : ['--noSandbox'])];
handOver(requireNode(), [tool, 'dev', ...switches, ...process.argv.slice(2)], {
  cwd: root,
  env: toolEnvironment({ ELECTRON_EXEC_PATH: electron.path }),
  linePerSignal: signalLine,
});
