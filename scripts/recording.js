// npm run recording: films docs/images/recording-*.webp, some 20 seconds of the real app, in both themes.
import { join } from 'node:path';
import { root } from './root.js';
import { runOnDisplay } from './run-on-display.js';

process.exitCode = await runOnDisplay([join(root, 'scripts', 'recording', 'record.ts')]);
