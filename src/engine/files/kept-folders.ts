import { constants } from 'node:fs';
import { type FileHandle, open, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { identityOf } from './fingerprints.ts';
import { descriptorPath, folderFlags, otherFolder } from './folder-descriptor.ts';
import { markedPath, readMark } from './marked-path.ts';
import { fromBytes, toNative } from './paths.ts';

/** A folder of a drive that may hang, held in the process that asks it. */
interface KeptFolder {
  readonly handle: FileHandle;
  /** How often it was asked to be kept. */
  keeps: number;
  /** Calls that are under way in it: its number must not become that of another file. */
  calls: number;
}

/** By `markedPath`. */
const kept = new Map<string, KeptFolder>();

async function closeUnused(folder: KeptFolder): Promise<void> {
  if (folder.keeps === 0 && folder.calls === 0) await folder.handle.close();
}

const keyOf = async (handle: FileHandle) => identityOf(await handle.stat({ bigint: true }));

async function openFolderAt(path: string, flags = 0): Promise<KeptFolder> {
  return { handle: await open(toNative(path), folderFlags | flags), keeps: 0, calls: 0 };
}

/** Which folder a path led to when it was opened. */
export interface FolderFacts {
  /** Without links. */
  readonly realPath: string;
  readonly key: string;
}

/** Opens a folder, links followed; `reachMarked` works in it, whatever gets its path, as often as it was kept and not yet left. */
export async function keepFolder(path: string): Promise<FolderFacts> {
  const folder = await openFolderAt(path);
  try {
    const key = await keyOf(folder.handle);
    const realPath = fromBytes(await readlink(descriptorPath(folder.handle.fd), 'buffer'));
    const name = markedPath(realPath, key);
    const known = kept.get(name);
    if (!known) kept.set(name, folder);
    (known ?? folder).keeps += 1;
    return { realPath, key };
  } finally {
    await closeUnused(folder);
  }
}

/** One that is not kept is no error: another process may have been asked for it. */
export async function leaveFolder(marked: string): Promise<void> {
  const folder = kept.get(marked);
  if (!folder) return;
  folder.keeps -= 1;
  if (folder.keeps > 0) return;
  kept.delete(marked);
  await closeUnused(folder);
}

/** Opened by its path, without following a link, if it is the folder that is meant. */
async function openMeant(path: string, key: string): Promise<KeptFolder> {
  const folder = await openFolderAt(path, constants.O_NOFOLLOW);
  try {
    if ((await keyOf(folder.handle)) !== key) throw otherFolder();
    return folder;
  } catch (error) {
    await folder.handle.close();
    throw error;
  }
}

/** Calls `use` with a path that leads into the folder which a mark means. Rejects with ESTALE where another one has its path. */
export async function reachMarked<Value>(
  path: string,
  use: (reached: string) => Promise<Value>,
): Promise<Value> {
  const meant = readMark(path);
  if (meant === null) return use(path);
  const { folder: place, key, rest } = meant;
  const folder = kept.get(markedPath(place, key)) ?? (await openMeant(place, key));
  folder.calls += 1;
  try {
    return await use(join(descriptorPath(folder.handle.fd), rest));
  } finally {
    folder.calls -= 1;
    await closeUnused(folder);
  }
}
