// Which Node runs the checks, the worker and the terminal: they need TypeScript by type stripping and node:sqlite.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './root.js';

const oldestMinor = 18;
const oldestMajor = 22;

function runsTypeScript(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/** The Node that npm brought with the project (Linux), else the present one if it is new enough, else null. */
export function findNode() {
  const brought = join(root, `node_modules/node-linux-${process.arch}/bin/node`);
  if (process.platform === 'linux' && existsSync(brought)) return brought;
  return runsTypeScript(process.versions.node) ? process.execPath : null;
}

/** Like `findNode`, but ends the program with one line when there is none. */
export function requireNode() {
  const node = findNode();
  if (node !== null) return node;
  console.error(
    `Thumbline's tools need Node ${oldestMajor}.${oldestMinor} or newer here; this is ${process.versions.node}. Install a newer Node, then run npm ci again.`,
  );
  return process.exit(1);
}

/** The environment in which tools are started: the project's own programs come first. */
export function toolEnvironment(extra = {}) {
  const bin = join(root, 'node_modules', '.bin');
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, ...extra };
}
