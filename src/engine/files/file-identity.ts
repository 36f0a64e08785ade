import { type BigIntStats, lstatSync, type Stats, statSync } from 'node:fs';
import { isSilent, onDisk, realPath, soon } from './disks.ts';
import { fingerprintOf, identityOf, resultFingerprintOf } from './fingerprints.ts';
import { toNative } from './paths.ts';
import { onDiskOf } from './quick-disk.ts';
import { errorCode } from './write-failure.ts';

const absent = new Set(['ENOENT', 'ENOTDIR']);

function nullIfAbsent(error: unknown): null {
  if (absent.has(errorCode(error))) return null;
  throw error;
}

const quietly = { bigint: true, throwIfNoEntry: false } as const;

/** What is at a path, links followed; null if nothing is. Rejects when that cannot be told. */
export function factsAt(path: string): Promise<BigIntStats | null> {
  const native = toNative(path);
  return onDiskOf<BigIntStats | null>(
    path,
    () => statSync(native, quietly) ?? null,
    () => onDisk('stat', path).catch(nullIfAbsent),
  );
}

/** The same without following a link at its end. */
function ownFactsAt(path: string): Promise<BigIntStats | null> {
  const native = toNative(path);
  return onDiskOf<BigIntStats | null>(
    path,
    () => lstatSync(native, quietly) ?? null,
    () => onDisk('lstat', path).catch(nullIfAbsent),
  );
}

/** What is at a path, links followed; null if nothing is, or that cannot be told. Blocks: meant for threads. */
export function factsNow(path: string): BigIntStats | null {
  try {
    return statSync(toNative(path), quietly) ?? null;
  } catch {
    return null;
  }
}

/** What a folder has under a name, as it is now. */
export interface Entry {
  readonly identity: string;
  readonly isFolder: boolean;
  readonly fingerprint: string;
  readonly resultFingerprint: string;
}

/** What is at a path, links not followed; null if nothing is. Rejects when that cannot be told. */
export async function entryAt(path: string): Promise<Entry | null> {
  const facts = await ownFactsAt(path);
  return (
    facts && {
      identity: identityOf(facts),
      isFolder: facts.isDirectory(),
      fingerprint: fingerprintOf(facts),
      resultFingerprint: resultFingerprintOf(facts),
    }
  );
}

/** A file as it is now. */
export interface FileLook {
  /** Of the file itself, links followed; null if it is gone. */
  readonly facts: BigIntStats | null;
  /** The file and, if it is reached through a link, the link too. Empty if it is gone. */
  readonly identities: readonly string[];
}

function nullUnlessSilent(error: unknown): null {
  if (isSilent(error)) throw error;
  return null;
}

/** Rejects only if its drive does not answer. */
export async function lookAt(path: string): Promise<FileLook> {
  const own = await ownFactsAt(path).catch(nullUnlessSilent);
  if (own === null) return { facts: null, identities: [] };
  if (!own.isSymbolicLink()) return { facts: own, identities: [identityOf(own)] };
  const facts = await factsAt(path).catch(nullUnlessSilent);
  const identities = facts === null ? [identityOf(own)] : [identityOf(own), identityOf(facts)];
  return { facts, identities };
}

/** File systems keep times in steps of up to two seconds (FAT). */
export const clockStepMs = 2000;

/** What the history knows of a file that a task wrote. `finishedAt` in milliseconds since 1970. */
export interface WrittenFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly finishedAt: number;
  /** No file that is older was made by it; left out where that is not known. */
  readonly createdAt?: number;
  /** Given, the file tells this time of change, and no other. */
  readonly modifiedAt?: number;
}

/** Whether the file there now is still the one that the task left. */
export function isUnmodified(facts: Stats | BigIntStats, made: WrittenFile): boolean {
  const changedAt = Number(facts.mtimeMs);
  const latest = made.modifiedAt ?? made.finishedAt;
  const earliest = made.modifiedAt ?? made.createdAt ?? 0;
  const isLater = changedAt > latest + clockStepMs;
  const isOlder = changedAt < earliest - clockStepMs;
  return facts.isFile() && !isLater && !isOlder && Number(facts.size) === made.sizeBytes;
}

/** More than the folders that one drop usually has results in. */
const mostFolders = 1000;

const known = new Map<string, Promise<string>>();

/**
 * The folder with every link resolved, so that each file has one path; the folder as it is
 * where that cannot be told. A link that changes later may be missed: meant for recognising files, never for deciding
 * where to write.
 */
export function realFolder(folder: string): Promise<string> {
  const found = known.get(folder);
  if (found) return found;
  if (known.size >= mostFolders) known.clear();
  const looked = soon(folder, realPath(folder), folder).catch(() => folder);
  known.set(folder, looked);
  return looked;
}
