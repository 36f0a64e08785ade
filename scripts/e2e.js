// npm run test:e2e -- [Playwright's arguments]: the end-to-end tests on the built app.
import { join } from 'node:path';
import { root } from './root.js';
import { runOnDisplay } from './run-on-display.js';

const playwright = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
process.exitCode = await runOnDisplay([playwright, 'test', ...process.argv.slice(2)]);
