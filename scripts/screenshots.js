// npm run screenshots -- [scenes]: takes the pictures in docs/images, or those of some scenes, from the real app.
import { join } from 'node:path';
import { root } from './root.js';
import { runOnDisplay } from './run-on-display.js';

process.exitCode = await runOnDisplay([
  join(root, 'scripts', 'screenshots', 'take.ts'),
  ...process.argv.slice(2),
]);
