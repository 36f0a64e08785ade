// npm run test:e2e -- [Playwright's arguments]: the end-to-end tests on the built app.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from './root.js';
import { runOnDisplay } from './run-on-display.js';

const playwright = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
// One window at a time has the keyboard, as on a desk: each at work at once has a display of its own.
const displayCount = Math.min(2, availableParallelism());
const words = [playwright, 'test', ...process.argv.slice(2)];
process.exitCode = await runOnDisplay(words, { displayCount });
