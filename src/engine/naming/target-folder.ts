import { constants } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { folded } from '../../shared/paths/safe-segment.ts';
import { notOk, ok, type Result } from '../../shared/result.ts';
import type { Failure } from '../../shared/task/failure.ts';
import type { BatchId } from '../../shared/task/task.ts';
import { factsAt } from '../files/file-identity.ts';
import { identityOf } from '../files/fingerprints.ts';
import type { FolderSyncs } from '../files/folder-syncs.ts';
import { makeFolder, makeLastFolder } from '../files/make-folder.ts';
import { canOpen, canOpenHere, type OpenFolder, openFolder } from '../files/open-folder.ts';
import { diskOf } from '../files/probe-folder.ts';
import { onDisk, realPath } from '../files/disks.ts';
import { isInside } from '../files/paths.ts';
import type { Target } from './target.ts';
import { errorCode, unwritable, writeFailure } from '../files/write-failure.ts';
import type { PlacementRequest } from './placement.ts';

/** A folder to write into. `path` is how the person named it; `key` is the same however the folder is reached. */
export interface TargetFolder {
  readonly path: string;
  readonly realPath: string;
  /** Of the base that it lies in. */
  readonly realBase: string;
  readonly key: string;
}

const mayWrite = (path: string) => onDisk('access', path, constants.W_OK | constants.X_OK);

async function existingPath(path: string): Promise<string | null> {
  return realPath(path).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
}

type Mode = Parameters<typeof makeLastFolder>[1];
type Below = Pick<TargetFolder, 'realPath' | 'key'>;

/** Makes folders in one another below `base`. Null where a link on the way leads out of it. */
type MakeBelow = (base: string, folders: readonly string[], options: Mode) => Promise<Below | null>;

/** A network disk may tell another spelling of a path whose case it folds. */
const isAt = ({ realPath }: OpenFolder, base: string) =>
  realPath === base || (!canOpenHere(base) && folded(realPath) === folded(base));

/** Each in the folder before it, whatever has its path by then. */
const makeInside: MakeBelow = async (base, folders, options) => {
  let folder = await openFolder(base);
  try {
    if (!isAt(folder, base)) return null;
    const root = folder.realPath;
    for (const segment of folders) {
      await makeLastFolder(folder.at(segment), options);
      const next = await openFolder(folder.at(segment));
      folder.close();
      folder = next;
      if (!isInside(folder.realPath, root)) return null;
    }
    await mayWrite(folder.path);
    return { realPath: folder.realPath, key: folder.key };
  } finally {
    folder.close();
  }
};

const makeByPath: MakeBelow = async (base, folders, options) => {
  let path = base;
  for (const segment of folders) {
    await makeLastFolder(join(path, segment), options);
    path = await realPath(join(path, segment));
    if (!isInside(path, base)) return null;
  }
  await mayWrite(path);
  const facts = await onDisk('stat', path);
  return facts.isDirectory() ? { realPath: path, key: identityOf(facts) } : null;
};

const makeBelow: MakeBelow = (...given) => (canOpen() ? makeInside : makeByPath)(...given);

/** Where the base is, which is made if it is missing: again only in the folder that it was in. */
async function makeBase(base: string, knownBase: string | null, options: Mode): Promise<string> {
  if (knownBase === null) await makeFolder(base, options);
  else if ((await existingPath(base)) === null)
    await makeBelow(dirname(knownBase), [basename(knownBase)], options);
  return realPath(base);
}

/**
 * Makes the folder of a target and verifies that no link on the way leads out of its base, which must not be elsewhere than `knownBase`.
 * One segment at a time below the base: `mkdir -p` would follow such a link before anybody could look.
 */
export async function makeTargetFolder(
  target: Target,
  knownBase: string | null = null,
): Promise<Result<TargetFolder, Failure>> {
  const shown = join(target.base, ...target.folders);
  const options = target.folderMode === undefined ? {} : { mode: target.folderMode };
  try {
    if (!isAbsolute(target.base)) return notOk(unwritable(shown));
    const base = await makeBase(target.base, knownBase, options);
    if (base !== (knownBase ?? base)) return notOk(unwritable(shown));
    const made = await makeBelow(base, target.folders, options);
    return made ? ok({ path: shown, realBase: base, ...made }) : notOk(unwritable(shown));
  } catch (error) {
    return notOk(writeFailure(error, shown));
  }
}

/** Rejects if neither the folder nor, while it is missing, the nearest one above it may be written into. */
async function checkCouldWrite(path: string): Promise<void> {
  await mayWrite(path).catch((error: unknown) => {
    if (errorCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
    return checkCouldWrite(dirname(path));
  });
}

/** The same folder, if it were made now. Writes nothing. */
export async function findTargetFolder(target: Target): Promise<Result<TargetFolder, Failure>> {
  const shown = join(target.base, ...target.folders);
  try {
    if (!isAbsolute(target.base)) return notOk(unwritable(shown));
    const base = (await existingPath(target.base)) ?? target.base;
    let path = base;
    for (const segment of target.folders) {
      const next = join(path, segment);
      path = (await existingPath(next)) ?? next;
      if (!isInside(path, base)) return notOk(unwritable(shown));
    }
    await checkCouldWrite(path);
    const facts = await onDisk('stat', path).catch(() => null);
    const key = facts ? identityOf(facts) : path;
    return ok({ path: shown, realPath: path, realBase: base, key });
  } catch (error) {
    return notOk(writeFailure(error, shown));
  }
}

const orNull = (path: string) => realPath(path).catch(() => null);

/**
 * Whether a folder may hold sources that the walk has not come to yet: results go into the dropped tree itself
 * and not into a folder of their own there. What is in such a folder is not overwritten, whatever the policy.
 */
export async function keepsExistingFiles(
  request: PlacementRequest,
  folder: string,
): Promise<boolean> {
  const { destination, conflict } = request.recipe;
  if (conflict !== 'overwrite' || request.root === null) return false;
  if (destination.kind === 'beside') return destination.folderName === '';
  if (destination.kind !== 'folder') return false;
  const root = await orNull(request.root);
  const chosen = await orNull(destination.path);
  if (root === null || chosen === null) return false;
  const isOwnFolder = chosen !== root && isInside(chosen, root);
  return isInside(folder, root) && !isOwnFolder;
}

/** Whether the path of a folder still leads to it, now and not lately. */
export async function isStillThere({ path, key }: TargetFolder): Promise<boolean> {
  const facts = await factsAt(path).catch(() => null);
  return facts !== null && facts.isDirectory() && identityOf(facts) === key;
}

/** Of a batch older than this many others it is forgotten where its folders were. */
const batchesKept = 16;

/** Where the destinations of batches were when each was first written to: none may lead elsewhere before the batch is done. */
export class BatchBases {
  readonly #batches = new Map<BatchId, Map<string, string>>();

  /** Null before anything was written there. */
  find(batchId: BatchId, base: string): string | null {
    return this.#batches.get(batchId)?.get(base) ?? null;
  }

  isSame(batchId: BatchId, base: string, { realBase }: TargetFolder): boolean {
    const bases = this.#batches.get(batchId) ?? new Map<string, string>();
    if (!this.#batches.has(batchId)) {
      this.#batches.set(batchId, bases);
      const [oldest] = this.#batches.keys();
      if (this.#batches.size > batchesKept && oldest !== undefined) this.#batches.delete(oldest);
    }
    const first = bases.get(base) ?? realBase;
    bases.set(base, first);
    return first === realBase;
  }
}

/** Beyond this all are forgotten and checked again. */
const foldersKept = 1000;

/** Within this time a folder is not looked at again: the results of one lease come together. Milliseconds. */
const lookedMs = 100;

/**
 * Target folders, each made and looked at closely once. After that it is enough that its path still leads to the
 * very same folder: most tasks of a batch write into one.
 */
export interface KnownFolders {
  /** `knownBase` as for `makeTargetFolder`. */
  make(target: Target, knownBase: string | null): Promise<Result<TargetFolder, Failure>>;
  /** One that was made before and is still there; else null. */
  known(target: Pick<Target, 'base' | 'folders'>): Promise<TargetFolder | null>;
  /** Resolves once the folder itself, which may be new, survives a power cut. */
  flushed(folder: TargetFolder): Promise<void>;
}

async function isOnSameDisk({ key }: TargetFolder, { base }: Target): Promise<boolean> {
  const disk = await diskOf(base);
  return disk === null || key.startsWith(`${disk}:`);
}

/** The folders that hold the names of the target's folder and of those above it, down from its base. */
function foldersAbove({ base, folders }: Target): string[] {
  const names = folders.map((_, at) => join(base, ...folders.slice(0, at)));
  return [dirname(base), ...names];
}

export function createKnownFolders({ sync }: FolderSyncs): KnownFolders {
  const folders = new Map<string, TargetFolder>();
  const keyOf = ({ base, folders: below }: Pick<Target, 'base' | 'folders'>) =>
    [base, ...below].join('\0');
  const lookedAt = new WeakMap<TargetFolder, number>();
  const flushes = new WeakMap<TargetFolder, Promise<void>>();
  const known: KnownFolders['known'] = async (target) => {
    const folder = folders.get(keyOf(target));
    if (!folder) return null;
    const now = performance.now();
    if (now - (lookedAt.get(folder) ?? -Infinity) < lookedMs) return folder;
    if (!(await isStillThere(folder))) return null;
    lookedAt.set(folder, now);
    return folder;
  };
  return {
    known,
    flushed: (folder) => flushes.get(folder) ?? Promise.resolve(),
    async make(target, knownBase) {
      const folder = await known(target);
      if (folder) return ok(folder);
      const before = folders.get(keyOf(target));
      // Not made anew on the disk below one that was unplugged.
      if (before && !(await isOnSameDisk(before, target))) return notOk(unwritable(before.path));
      const made = await makeTargetFolder(target, knownBase);
      if (folders.size >= foldersKept) folders.clear();
      if (!made.ok) {
        folders.delete(keyOf(target));
        return made;
      }
      folders.set(keyOf(target), made.value);
      // While the picture is made. Also for folders that are there: who made them may have died before this.
      flushes.set(made.value, sync(foldersAbove(target)));
      return made;
    },
  };
}
