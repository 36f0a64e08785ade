// Writes docs/terminal.md from the options themselves. A unit test says when that is needed.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { terminalGuide } from './guide/terminal-guide.ts';

writeFileSync(join(import.meta.dirname, '../docs/terminal.md'), terminalGuide());
