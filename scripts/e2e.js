// npm run test:e2e -- [Playwright's arguments]: the end-to-end tests on the built app.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from './root.js';
import { runOnDisplay } from './run-on-display.js';

const playwright = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
// One window at a time has the keyboard, as on a desk: each at work at once has a display of its own. One more than there are
// cores, since apps wait for much while they start; for more there is not the memory everywhere.
const displayCount = Math.min(3, availableParallelism() + 1);
const words = [playwright, 'test', ...process.argv.slice(2)];
process.exitCode = await runOnDisplay(words, { displayCount });
