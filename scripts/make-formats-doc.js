// Writes docs/formats.md from the table in the code. A unit test says when that is needed.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatsGuide } from './guide/formats-guide.ts';
import { root } from './root.js';

writeFileSync(join(root, 'docs', 'formats.md'), formatsGuide());
