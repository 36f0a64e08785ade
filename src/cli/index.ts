// The terminal's entry. What its exit codes mean stands in `commands/about.ts`.
import { dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { keepCompiled } from './runs/keep-compiled.ts';
import { type Program, runKeptProgram } from './runs/kept-program.ts';

const entry = import.meta.filename;
if (extname(entry) === '.ts') {
  // Before anything large is loaded.
  keepCompiled(entry);
  // Not by its name: the built entry would carry the whole terminal once more.
  const file = join(dirname(entry), 'start.ts');
  const { start }: Program = await import(pathToFileURL(file).href);
  await start(entry, (url) => import(url));
} else await runKeptProgram(entry);
