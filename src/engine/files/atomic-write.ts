import { open, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { numbered } from '../../shared/paths/safe-segment.ts';
import { notOk, ok, type Result } from '../../shared/result.ts';
import type { Failure } from '../../shared/task/failure.ts';
import { toNative } from './paths.ts';
import {
  linkWithoutReplacing,
  removeQuietly,
  renameOver,
  temporaryPathIn,
} from './atomic-rename.ts';
import { syncFolder } from './folder-syncs.ts';
import { writeFailure } from './write-failure.ts';

/** Where a file is to be, and whether one of that name may be replaced; if not, the next free name is used. */
export interface Target {
  readonly path: string;
  readonly replaces: boolean;
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

async function giveName(temporary: string, { path, replaces }: Target): Promise<string> {
  if (!replaces) return linkAtNextName(temporary, path);
  await renameOver(temporary, path);
  return path;
}

/**
 * Has a temporary file written and flushed beside the target, renames it and answers with the final path. If
 * anything goes wrong nothing stays and the error is rethrown.
 */
export async function writeAtomically<Facts>(
  target: Target,
  write: (temporaryPath: string) => Promise<Facts>,
): Promise<{ readonly path: string; readonly facts: Facts }> {
  const folder = dirname(target.path);
  const temporary = target.temporaryPath ?? temporaryPathIn(folder);
  try {
    const facts = await write(temporary);
    const path = await giveName(temporary, target);
    await syncFolder(folder);
    return { path, facts };
  } catch (error) {
    await removeQuietly(temporary);
    throw error;
  }
}

/** Checks whether a new file can be made in this folder, by making one. */
export async function tryToWriteInto(folder: string): Promise<Result<void, Failure>> {
  const temporary = temporaryPathIn(folder);
  try {
    const file = await open(toNative(temporary), 'wx');
    await file.close();
    await unlink(toNative(temporary));
    return ok(undefined);
  } catch (error) {
    return notOk(writeFailure(error, folder));
  }
}
