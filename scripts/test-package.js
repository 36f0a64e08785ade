// npm run test:package -- [Vitest's arguments]: builds the unpacked folder and tests it, on a display of its own.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { requireNode, toolEnvironment } from './node-runtime.js';
import { root } from './root.js';
import { runOnDisplay } from './run-on-display.js';

if (process.platform !== 'linux') {
  console.error('npm run test:package tests the package for Linux; this is another system.');
  process.exit(1);
}
const { status } = spawnSync(requireNode(), [join(root, 'scripts', 'package.js')], {
  cwd: root,
  stdio: 'inherit',
  env: toolEnvironment(),
});
if (status !== 0) process.exit(status ?? 1);
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const words = [vitest, 'run', '--project', 'package', ...process.argv.slice(2)];
process.exitCode = await runOnDisplay(words);
