// The files of a package below a root of their own.
import { chmodSync, cpSync, lstatSync, lutimesSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Every path below a folder, sorted. */
export const pathsBelow = (root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).toSorted();

/**
 * Copies each `from=to`; a `from` that ends in a slash gives what is in it. Everybody may read what is installed, and
 * all of it bears the same time.
 */
export function layOut(root, pairs, date) {
  for (const pair of pairs) {
    const at = pair.lastIndexOf('=');
    const to = join(root, pair.slice(at + 1));
    mkdirSync(dirname(to), { recursive: true });
    cpSync(pair.slice(0, at), to, { recursive: true, verbatimSymlinks: true });
  }
  for (const name of ['', ...pathsBelow(root)]) {
    const path = join(root, name);
    const facts = lstatSync(path);
    lutimesSync(path, date, date);
    if (facts.isSymbolicLink()) continue;
    chmodSync(path, facts.isDirectory() || (facts.mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}
