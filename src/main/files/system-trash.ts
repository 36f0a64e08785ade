import { shell } from 'electron';
import { createFreedesktopTrash, type Trash } from '../../engine/index.ts';

/** Elsewhere the system does not say where a file went, so nothing can be put back from here. */
const shellTrash: Trash = {
  async put(path) {
    await shell.trashItem(path);
    return null;
  },
  restore: () => Promise.resolve(false),
};

/** The system's trash; on Linux by its own rules, so that originals can be put back. */
export function systemTrash(): Trash {
  return process.platform === 'linux' ? createFreedesktopTrash() : shellTrash;
}
