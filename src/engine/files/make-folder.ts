import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { onDisk } from './disks.ts';
import { syncFolder } from './folder-syncs.ts';
import { toNative } from './paths.ts';
import { onDiskOf } from './quick-disk.ts';
import { errorCode } from './write-failure.ts';

/** Applies to every folder that has to be made; left out, what the system's mask leaves of 0o777. */
type Mode = { readonly mode?: number };

/** The folder to make first, or null when nothing above `path` can help. */
function missingParent(error: unknown, path: string): string | null {
  const parent = dirname(path);
  return errorCode(error) === 'ENOENT' && parent !== path ? parent : null;
}

/**
 * Makes a folder and those above it that are missing; one that is there is fine. Rejects with the system's error.
 * One step at a time, at most two tries a folder: Node's recursive `mkdir` never ends where the file system answers
 * ENOENT for a folder whose parent exists, as /proc and some automounters and FUSE file systems do.
 */
export async function makeFolder(path: string, options: Mode = {}): Promise<void> {
  try {
    await onDisk('mkdir', path, options.mode);
  } catch (error) {
    const parent = missingParent(error, path);
    if (parent !== null) {
      await makeFolder(parent, options);
      await makeLastFolder(path, options);
    } else await acceptFolder(path, error);
  }
}

/** For a folder whose parent is known to be there. It may have been made by somebody else meanwhile. */
export async function makeLastFolder(path: string, options: Mode = {}): Promise<void> {
  await onDisk('mkdir', path, options.mode).catch((error: unknown) => acceptFolder(path, error));
}

/** False, with nothing done, when something has its name already. A folder that has to be made above it survives a power cut then. */
export async function makeNewFolder(path: string): Promise<boolean> {
  try {
    await onDiskOf(
      path,
      () => mkdirSync(toNative(path)),
      () => onDisk('mkdir', path),
    );
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    if (missingParent(error, path) === null) throw error;
    await makeFolder(dirname(path));
    await syncFolder(dirname(dirname(path)));
    await makeLastFolder(path);
    return true;
  }
}

/** A read-only or foreign file system may answer with any error for a folder that exists. */
async function acceptFolder(path: string, error: unknown): Promise<void> {
  const facts = await onDisk('stat', path).catch(() => null);
  if (!facts?.isDirectory()) throw error;
}

/** `makeFolder` for what has to be there before a program can go on. */
export function makeFolderSync(path: string, options: Mode = {}): void {
  const make = (mayMakeParent: boolean): void => {
    try {
      mkdirSync(toNative(path), options);
    } catch (error) {
      const parent = mayMakeParent ? missingParent(error, path) : null;
      if (parent !== null) {
        makeFolderSync(parent, options);
        make(false);
      } else if (!isFolder(path)) throw error;
    }
  };
  make(true);
}

function isFolder(path: string): boolean {
  try {
    return statSync(toNative(path)).isDirectory();
  } catch {
    return false;
  }
}
