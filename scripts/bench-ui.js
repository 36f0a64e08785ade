// npm run bench:ui -- [files]: memory and frames of the built app while it works.
import { join } from 'node:path';
import { root } from './root.js';
import { runOnDisplay } from './run-on-display.js';

process.exitCode = await runOnDisplay([join(root, 'bench', 'ui.ts'), ...process.argv.slice(2)]);
