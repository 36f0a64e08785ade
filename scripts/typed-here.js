import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.js';

/**
 * The environment for a child that gets this process's words. Node passes them on as UTF-8; a name that is none is read
 * again from the command lines of the processes named here (see `src/engine/files/typed-words.ts`).
 */
export function typedHere(environment) {
  const processes = [process.env.THUMBLINE_TYPED_BY, process.pid].filter(Boolean);
  return { ...environment, THUMBLINE_TYPED_BY: processes.join(',') };
}

/** npm runs scripts in the project's folder; what people typed is relative to where they were. Undefined: this folder. */
export function folderTypedIn() {
  const folder = process.env.INIT_CWD;
  if (folder === undefined || existsSync(folder)) return folder;
  console.error(
    `thumbline: npm cannot pass on the name of this folder, which is not UTF-8. Here, run it as: node ${join(root, 'scripts', 'thumbline.js')}`,
  );
  return process.exit(2);
}
