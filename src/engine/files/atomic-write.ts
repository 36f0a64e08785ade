import { basename, dirname, join } from 'node:path';
import { numbered } from '../../shared/paths/safe-segment.ts';
import { notOk, ok, type Result } from '../../shared/result.ts';
import type { Failure } from '../../shared/task/failure.ts';
import { onDisk } from './disks.ts';
import { factsAt } from './file-identity.ts';
import { identityOf } from './fingerprints.ts';
import { otherFolder } from './folder-descriptor.ts';
import {
  linkWithoutReplacing,
  removeQuietly,
  renameOver,
  temporaryPathIn,
} from './atomic-rename.ts';
import { syncFolder } from './folder-syncs.ts';
import { canOpen, type OpenFolder, openFolder } from './open-folder.ts';
import { writeFailure } from './write-failure.ts';

/** Where a file is to be, and whether one of that name may be replaced; if not, the next free name is used. */
export interface Target {
  readonly path: string;
  readonly replaces: boolean;
  /** Rejects with EEXIST where the name is taken: no other one is meant. */
  readonly isOnlyName?: boolean;
  /** Which folder is meant, as `identityOf` tells it, where that is known: nothing is written into another one that has its path by then. */
  readonly folderKey?: string;
  /** Where it is written first, for who wants to know what a program that died left; beside `path`. */
  readonly temporaryPath?: string;
}

/** `a.zip`, or `a (2).zip` and so on when that is taken. */
async function linkAtNextName(temporary: string, wanted: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const path = join(dirname(wanted), numbered(basename(wanted), number));
    if (await linkWithoutReplacing(temporary, path)) return path;
  }
}

async function giveName(temporary: string, { path, ...target }: Target): Promise<string> {
  if (target.replaces) {
    await renameOver(temporary, path);
    return path;
  }
  if (!target.isOnlyName) return linkAtNextName(temporary, path);
  if (await linkWithoutReplacing(temporary, path)) return path;
  throw Object.assign(new Error('the name is taken'), { code: 'EEXIST' });
}

/** Null where folders cannot be held: its entries are reached by their paths then. Rejects if another folder than `key` is there. */
async function hold(folder: string, key: string | undefined): Promise<OpenFolder | null> {
  if (!canOpen()) return null;
  const held = await openFolder(folder);
  if (key === undefined || held.key === key) return held;
  held.close();
  throw otherFolder();
}

/** The path of a folder leads to another one by now: who looks for the file there would not find it. */
async function checkIsThere(folder: string, held: OpenFolder): Promise<void> {
  const facts = await factsAt(folder).catch(() => null);
  if (facts !== null && identityOf(facts) === held.key) return;
  throw otherFolder();
}

/**
 * Has a temporary file written and flushed beside the target, renames it and answers with the final path. `write` is told a path by which the
 * folder itself is reached, whatever has its name by then; on a drive that may hang only `createNewFile` knows it. If anything goes wrong nothing stays and the error is rethrown; a file that
 * was replaced is gone then.
 */
export async function writeAtomically<Facts>(
  target: Target,
  write: (temporaryPath: string) => Promise<Facts>,
): Promise<{ readonly path: string; readonly facts: Facts }> {
  const folder = dirname(target.path);
  const held = await hold(folder, target.folderKey);
  const at = (path: string) => held?.at(path) ?? path;
  const temporary = at(target.temporaryPath ?? temporaryPathIn(folder));
  let written = temporary;
  try {
    const facts = await write(temporary);
    written = await giveName(temporary, { ...target, path: at(target.path) });
    await syncFolder(held?.path ?? folder);
    if (held) await checkIsThere(folder, held);
    return { path: join(folder, basename(written)), facts };
  } catch (error) {
    await removeQuietly(written);
    throw error;
  } finally {
    held?.close();
  }
}

/** Removes a file that was written into this folder; nothing of another one that has its path by now. Never rejects. */
export async function removeWritten(path: string, folderKey: string): Promise<void> {
  const held = await hold(dirname(path), folderKey).catch(() => undefined);
  if (held === undefined) return;
  await removeQuietly(held?.at(path) ?? path);
  held?.close();
}

/** Checks whether a new file can be made in this folder. Leaves nothing behind. */
export async function tryToWriteInto(folder: string): Promise<Result<void, Failure>> {
  try {
    await onDisk('tryToWrite', folder, 0, temporaryPathIn(folder));
    return ok(undefined);
  } catch (error) {
    return notOk(writeFailure(error, folder));
  }
}
