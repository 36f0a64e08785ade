import { type BigIntStats, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { reasonByName } from '../../shared/task/left-out-names.ts';
import { fingerprintOf, identityOf } from '../files/fingerprints.ts';
import { hasSlowDrives, isSlowMount, slowDriveOf } from '../files/mounts.ts';
import { fromBytes, isInside, toNative } from '../files/paths.ts';

/** A regular file as it was seen, links followed. */
export interface SeenFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly fingerprint: string;
  readonly modifiedMs: number;
  /** When it came, or was changed in any way, by the clock of its disk. */
  readonly changedMs: number;
}

/** What of a folder is not looked at: what is hidden, what belongs to systems, and where results go. */
export interface ScanOrder {
  readonly root: string;
  readonly includesSubfolders: boolean;
  /** See `WalkRequest`. */
  readonly resultFolderName: string | null;
  readonly excludedFolder: string | null;
}

export interface ScanListener {
  /** `isMoved`: its folder came here as a whole after `since`, which tells nothing of the files in it. */
  readonly onFile: (file: SeenFile, isMoved: boolean) => void;
  /** Something could not be read, so what was not found may still be there. */
  readonly onTrouble: () => void;
  /** A folder that is found, before it is read. It is not entered if this answers false. */
  readonly onFolder?: (path: string, facts: BigIntStats) => boolean;
}

const msOf = (ns: bigint) => Number(ns / 1000n) / 1000;
/** When something came, or was changed in any way. */
export const changedMsOf = ({ ctimeNs, birthtimeNs }: BigIntStats) =>
  Math.max(msOf(ctimeNs), msOf(birthtimeNs));

const seenFile = (path: string, facts: BigIntStats): SeenFile => ({
  path,
  sizeBytes: Number(facts.size),
  fingerprint: fingerprintOf(facts),
  modifiedMs: msOf(facts.mtimeNs),
  changedMs: changedMsOf(facts),
});

const quietly = { bigint: true, throwIfNoEntry: false } as const;

/** Another drive that may hang is never asked: whoever wants that watched names it itself. */
function isElsewhere(path: string, drive: string | null): boolean {
  const other = slowDriveOf(path);
  return other !== null && other !== drive;
}

type Look = SeenFile | { readonly folder: BigIntStats } | null;

/** Null for what is gone, or neither a file nor a folder. Links to folders are not entered. Throws when nothing can be told. */
export function lookAtEntry(path: string, drive: string | null): Look {
  const native = toNative(path);
  const own = lstatSync(native, quietly);
  if (own === undefined) return null;
  if (own.isFile()) return seenFile(path, own);
  if (own.isDirectory()) return { folder: own };
  if (!own.isSymbolicLink() || (hasSlowDrives() && isElsewhere(path, drive))) return null;
  const facts = statSync(native, quietly);
  return facts?.isFile() ? seenFile(path, facts) : null;
}

function identityIfAny(path: string): string | null {
  try {
    const facts = statSync(toNative(path), quietly);
    return facts ? identityOf(facts) : null;
  } catch {
    return null;
  }
}

/** Whether a name below the root is never looked at, nor what is in it. */
export function isLeftOut(name: string, { resultFolderName }: ScanOrder): boolean {
  return reasonByName(name) !== null || name.normalize() === resultFolderName?.normalize();
}

/** The folder of results as its disk knows it; null where there is none, or another drive that may hang has it. */
function excludedIdentity({ excludedFolder, root }: ScanOrder): string | null {
  if (excludedFolder === null || isElsewhere(excludedFolder, slowDriveOf(root))) return null;
  return identityIfAny(excludedFolder);
}

/** Where that folder lies below the root, as paths from the root are written; null where it does not. Links are followed. */
export function excludedWithin({ excludedFolder, root }: ScanOrder): string | null {
  if (excludedFolder === null || isElsewhere(excludedFolder, slowDriveOf(root))) return null;
  try {
    const [real, realRoot] = [excludedFolder, root].map((path) =>
      fromBytes(realpathSync.native(toNative(path), 'buffer')),
    );
    if (real === undefined || realRoot === undefined || !isInside(real, realRoot)) return null;
    return join(root, relative(realRoot, real));
  } catch {
    return null;
  }
}

const namesIn = (folder: string) =>
  readdirSync(toNative(folder), { encoding: 'buffer' }).map(fromBytes);

/** To be renamed changes a folder otherwise than what comes into it does. */
const wasMoved = (facts: BigIntStats, since: number) =>
  facts.ctimeNs > facts.mtimeNs && changedMsOf(facts) > since;

/**
 * Looks at everything in `folder`, which is the root or lies below it. Yields now and then, so that the caller can let others have a turn:
 * it blocks. `since` is the time of `seenUntil`. Throws if the folder itself cannot be read.
 */
export function* scanFolder(
  order: ScanOrder,
  folder: string,
  { onFile, onTrouble, onFolder = () => true, since }: ScanListener & { readonly since: number },
): Generator<undefined> {
  const drive = slowDriveOf(order.root);
  const excluded = excludedIdentity(order);
  const entered = new Set<string>();
  const mayEnter = (facts: BigIntStats) => {
    const identity = identityOf(facts);
    const isNew = identity !== excluded && !entered.has(identity);
    entered.add(identity);
    return order.includesSubfolders && isNew;
  };
  const waiting: { path: string; isMoved: boolean }[] = [{ path: folder, isMoved: false }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path: here, isMoved } = next;
    let names: string[] = [];
    try {
      names = namesIn(here);
    } catch (error) {
      if (here === folder) throw error;
      onTrouble();
    }
    for (const name of names) {
      if (isLeftOut(name, order)) continue;
      const path = join(here, name);
      let look: Look = null;
      try {
        look = isSlowMount(path) ? null : lookAtEntry(path, drive);
      } catch {
        onTrouble();
      }
      yield;
      if (look === null) continue;
      if (!('folder' in look)) onFile(look, isMoved);
      else if (mayEnter(look.folder) && onFolder(path, look.folder))
        waiting.push({ path, isMoved: isMoved || wasMoved(look.folder, since) });
    }
  }
}

/** Whether nothing between the root and this path leaves it out. */
export function isWatchedPath(order: ScanOrder, path: string): boolean {
  const { root, includesSubfolders } = order;
  const names = relative(root, path).split(sep);
  if (names[0] === '' || names[0] === '..') return false;
  if (!includesSubfolders && names.length > 1) return false;
  return !names.some((name) => isLeftOut(name, order));
}
