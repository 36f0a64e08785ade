import { randomUUID } from 'node:crypto';
import { renameSync } from 'node:fs';
import { constants, copyFile, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  createFolderSyncs,
  factsAt,
  isAway,
  makeFolder,
  onDisk,
  onDiskOf,
  slowDriveOf,
  wakeByOpening,
  withFile,
  writeStream,
} from '../../engine/files/index.ts';
import { incomingPrefix } from './keys.ts';
import {
  type ByteRange,
  type OpenedEntry,
  type Store,
  type StoreEntry,
  StoreUnavailableError,
} from './store.ts';

const hasCode = (error: unknown, ...codes: string[]) =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));

/** What a full, missing or read-only disk answers with. */
const diskCodes = [
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
  'ENOTDIR',
  'EEXIST',
  'ESTALE',
];

/** With less than this an upload is likely to fail. */
const leastFreeBytes = 64 * 1024 * 1024;

/** Makes the folder of `path` only when `act` finds that it is missing: it is there nearly always. */
async function inFolderOf<Value>(path: string, act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    await makeFolder(dirname(path)).catch((cause: unknown) => {
      throw new StoreUnavailableError('the store cannot be written', { cause });
    });
    return act();
  }
}

/** Opened to see whether the drive answers. */
const answersName = '.thumbline-answers';

/** A drive that answered lately is not asked again whether it does. Milliseconds. */
const answeredForMs = 1000;

/**
 * Rejects while the drive of a folder does not answer. That is asked by a process that can be left behind, so that what hangs in this one
 * is at most what was asked in the moment when it began to.
 */
function createGate(folder: string): (isWorthAsking?: boolean) => Promise<void> {
  let answeredAt = -Infinity;
  return async (isWorthAsking = performance.now() - answeredAt >= answeredForMs) => {
    if (!isWorthAsking || slowDriveOf(folder) === null) return;
    await wakeByOpening(join(folder, answersName));
    if (isAway(folder)) throw new StoreUnavailableError('the drive of the store does not answer');
    answeredAt = performance.now();
  };
}

const moveTo = (path: string, to: string): Promise<void> =>
  onDiskOf(
    to,
    () => renameSync(path, to),
    () => rename(path, to),
  );

async function flush(path: string): Promise<void> {
  await withFile(open(path, 'r'), (file) => file.sync());
}

/** A folder that every machine of the farm sees under the same path: a disk, a volume, NFS or SMB. */
export function createFolderStore(folder: string): Store {
  const incoming = join(folder, incomingPrefix);
  const pathOf = (key: string) => join(folder, key);
  const { sync } = createFolderSyncs();
  const answers = createGate(folder);
  /** The folders from that of the key up to the store's own: each of them may be new. */
  const foldersOf = (key: string): string[] => {
    const parts = key.split('/').slice(0, -1);
    return [folder, ...parts.map((_, at) => join(folder, ...parts.slice(0, at + 1)))];
  };

  const entryOf = async (key: string): Promise<StoreEntry | null> => {
    await answers();
    const facts = await factsAt(pathOf(key)).catch(() => null);
    if (!facts?.isFile()) return null;
    return { key, sizeBytes: Number(facts.size), modifiedAt: Number(facts.mtimeMs) };
  };

  /** Opened at once: what is removed from now on can still be read to its end. */
  const openEntry = async (key: string, range?: ByteRange): Promise<OpenedEntry | null> => {
    await answers();
    try {
      const file = await open(pathOf(key), 'r');
      const facts = await file.stat();
      const entry = { key, sizeBytes: facts.size, modifiedAt: facts.mtimeMs };
      if (facts.isFile()) return { ...entry, stream: file.createReadStream(range) };
      await file.close();
      return null;
    } catch (error) {
      if (hasCode(error, 'ENOENT', 'ENOTDIR', 'EISDIR')) return null;
      if (!hasCode(error, ...diskCodes)) throw error;
      throw new StoreUnavailableError('the store cannot be read', { cause: error });
    }
  };

  async function* listFolder(prefix: string): AsyncIterable<StoreEntry> {
    await answers();
    const found = await readdir(pathOf(prefix), { withFileTypes: true }).catch(() => []);
    for (const item of found) {
      const key = `${prefix}${item.name}`;
      if (item.isDirectory()) yield* listFolder(`${key}/`);
      const entry = item.isFile() ? await entryOf(key) : null;
      if (entry) yield entry;
    }
  }

  /** What `fill` writes to a temporary file, whole and on the disk, gets its key, which then survives a power cut, too. */
  const put = async (key: string, fill: (temporary: string) => Promise<void>): Promise<void> => {
    const temporary = join(incoming, randomUUID());
    await answers();
    try {
      await fill(temporary);
      await answers();
      await inFolderOf(pathOf(key), () => moveTo(temporary, pathOf(key)));
      await sync(foldersOf(key));
    } catch (error) {
      // On a drive that does not answer it is left to the sweep.
      const tidyUp = async () => {
        if (isAway(folder)) return;
        await answers();
        await rm(temporary, { force: true });
      };
      await tidyUp().catch(() => undefined);
      if (hasCode(error, ...diskCodes)) {
        throw new StoreUnavailableError('the store cannot be written', { cause: error });
      }
      throw error;
    }
  };

  return {
    folder,
    async write(key, stream) {
      let sizeBytes = 0;
      try {
        await put(key, async (temporary) => {
          sizeBytes = await inFolderOf(temporary, () => writeStream(temporary, stream, 0o640));
        });
      } finally {
        stream.destroy();
      }
      return sizeBytes;
    },
    async copy(from, to) {
      if (!(await entryOf(from))) return false;
      // Where the disk can, the two share their bytes until one changes.
      const clone = (temporary: string) =>
        copyFile(pathOf(from), temporary, constants.COPYFILE_FICLONE);
      try {
        await put(to, async (temporary) => {
          await inFolderOf(temporary, () => clone(temporary));
          await flush(temporary);
        });
        return true;
      } catch (error) {
        // Removed in between.
        if (hasCode(error, 'ENOENT')) return false;
        throw error;
      }
    },
    find: entryOf,
    open: openEntry,
    async borrow(key) {
      const entry = await entryOf(key);
      return entry && { path: pathOf(key), release: () => Promise.resolve() };
    },
    async remove(keys) {
      await answers();
      for (const key of keys) await rm(pathOf(key), { force: true });
      // Folders go when the last file of theirs went; the kinds' own folders may go too and come back.
      for (const parent of new Set(keys.map((key) => dirname(pathOf(key))))) {
        await rmdir(parent).catch(() => {});
      }
    },
    async removeAll(prefix) {
      await answers();
      await rm(pathOf(prefix), { recursive: true, force: true });
    },
    list: (prefix) => listFolder(prefix),
    async check() {
      await answers(true);
      try {
        await makeFolder(incoming);
        await onDisk('access', incoming, constants.W_OK);
        const { bavail, bsize } = await onDisk('statfs', incoming);
        if (bavail * bsize < leastFreeBytes) throw new Error('the disk is full');
      } catch (error) {
        throw new StoreUnavailableError('the store cannot be written', { cause: error });
      }
    },
  };
}
