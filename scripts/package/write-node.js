// The Node of a package: the program and its licence, without headers, npm and symbols.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.js';

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
  // The names of its functions are for debuggers. Where there is no `strip` for it, the package is 18 MB larger.
  spawnSync('strip', ['--strip-unneeded', program], { stdio: 'ignore' });
}
