import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { descriptors } from './descriptors.ts';
import { onDisk } from './disks.ts';
import { toNative } from './paths.ts';
import { onDiskOf } from './quick-disk.ts';

/** Null where opening it may wait for the disk: as `onDiskOf` knows of what is in the folder. */
const openAtOnce = (path: string) =>
  onDiskOf<number | null>(
    join(path, 'entry'),
    () => openSync(toNative(path), 'r'),
    () => Promise.resolve(null),
  );

/** Flushes a folder, so that new names in it survive a power cut, where the system can do that. */
export async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await openAtOnce(path);
    if (folder === null) await onDisk('flush', path);
    else await descriptors.flush(folder).finally(() => closeSync(folder));
  } catch {
    // Windows and some network disks cannot; the files themselves are flushed already.
  }
}

function syncFolderNow(path: string): void {
  try {
    const folder = openSync(toNative(path), 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch {
    // As above.
  }
}

function* foldersAbove(path: string): Generator<string> {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    yield folder;
  }
}

/**
 * Flushes every folder above these paths, for names whose maker may have died before it did so. Blocks: meant for starts. One that
 * is on the disk already costs next to nothing.
 */
export function syncFoldersAbove(paths: Iterable<string>): void {
  for (const folder of new Set([...paths].flatMap((path) => [...foldersAbove(path)]))) {
    syncFolderNow(folder);
  }
}

/** Makes new names survive a power cut. */
export interface FolderSyncs {
  /**
   * Resolves once the names that these folders have now are on the disk. Flushing a folder costs as much as flushing a file: one
   * flush serves all who ask in the same turn, or while the one before is under way.
   */
  readonly sync: (folders: Iterable<string>) => Promise<void>;
}

export function createFolderSyncs(): FolderSyncs {
  /** Flushes that have not begun, and those that have. */
  const next = new Map<string, Promise<void>>();
  const underWay = new Map<string, Promise<void>>();

  const flush = async (folder: string) => {
    await (underWay.get(folder) ?? setImmediate());
    next.delete(folder);
    const mine = syncFolder(folder);
    underWay.set(folder, mine);
    await mine;
    if (underWay.get(folder) === mine) underWay.delete(folder);
  };
  const flushOnce = (folder: string) => {
    const asked = next.get(folder) ?? flush(folder);
    next.set(folder, asked);
    return asked;
  };

  return {
    async sync(folders) {
      await Promise.all([...new Set(folders)].map(flushOnce));
    },
  };
}
