import { enableCompileCache } from 'node:module';
import { dirname, extname, join } from 'node:path';

/**
 * Has Node keep what it compiled, for the next start: from source half of what loading costs, of the built service a fifth. What the
 * built terminal compiled is kept by itself (`kept-program.ts`). Where nothing can be written there it changes nothing. A built
 * worker does not share it: what a decoder that was taken over could write must not run here (ADR 6). `entry` is the file of
 * the program's own entry.
 */
export function keepCompiled(entry: string): void {
  const top = dirname(dirname(entry));
  if (extname(entry) !== '.ts') {
    enableCompileCache(join(top, 'compiled'));
    return;
  }
  const folder = join(dirname(top), '.cache', 'compiled');
  enableCompileCache(folder);
  // Workers from source strip the types of 160 files, and only developers start them.
  process.env['NODE_COMPILE_CACHE'] ??= folder;
}
