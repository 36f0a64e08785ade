// The Node of a package: the program and its licence, without headers, npm and symbols.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.js';

/** Removes the names of its functions, which are for debuggers. A line of what kept them, or null. */
export function stripSymbols(program) {
  const { status, stderr, error } = spawnSync('strip', ['--strip-unneeded', program], {
    encoding: 'utf8',
  });
  if (status === 0) return null;
  const why = error ? 'strip (of binutils) is not here' : `strip said “${stderr.trim()}”`;
  return `The package is 18 MB larger than it need be, since Node keeps its symbols: ${why}.`;
}

/** Writes the folder anew. Only Linux needs one: elsewhere sharp lives in Electron's own process. */
export function writeNode(folder, arch) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const brought = join(root, 'node_modules', `node-linux-${arch}`);
  const program = join(folder, 'node');
  if (!existsSync(brought)) throw new Error(`node-linux-${arch} is not installed: run npm ci.`);
  copyFileSync(join(brought, 'bin', 'node'), program);
  copyFileSync(join(brought, 'LICENSE'), join(folder, 'LICENSE'));
  chmodSync(program, 0o755);
  const complaint = stripSymbols(program);
  if (complaint !== null) console.warn(complaint);
}
