import { open, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { numbered } from '../../shared/paths/safe-segment.ts';
import { notOk, ok, type Result } from '../../shared/result.ts';
import type { Failure } from '../../shared/task/failure.ts';
import { toNative } from './paths.ts';
import { asidePathIn } from './temporary-file.ts';
import { putInFreePlace, putInPlaceOf, removeQuietly, syncFolder } from './atomic-rename.ts';
import { writeFailure } from './write-failure.ts';

/** Where a file is to be, and whether one of that name may be replaced; if not, the next free name is used. */
export interface Target {
  readonly path: string;
  readonly replaces: boolean;
}

/** `a.zip`, or `a (2).zip` and so on when that is taken. */
async function putInNextPlace(aside: string, wanted: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const path = join(dirname(wanted), numbered(basename(wanted), number));
    if (await putInFreePlace(aside, path)) return path;
  }
}

async function putInPlace(aside: string, { path, replaces }: Target): Promise<string> {
  if (!replaces) return putInNextPlace(aside, path);
  await putInPlaceOf(aside, path);
  return path;
}

/**
 * Has a file written under a hidden name beside the target and flushed, then gives it its name; answers with that. If
 * anything goes wrong nothing stays, and what `write` rejected with is passed on.
 */
export async function writeWhole<Facts>(
  target: Target,
  write: (asidePath: string) => Promise<Facts>,
): Promise<{ readonly path: string; readonly facts: Facts }> {
  const folder = dirname(target.path);
  const aside = asidePathIn(folder);
  try {
    const facts = await write(aside);
    const path = await putInPlace(aside, target);
    await syncFolder(folder);
    return { path, facts };
  } catch (error) {
    await removeQuietly(aside);
    throw error;
  }
}

/** Whether a new file can be made in this folder, by making one. */
export async function tryToWriteInto(folder: string): Promise<Result<void, Failure>> {
  const aside = asidePathIn(folder);
  try {
    const file = await open(toNative(aside), 'wx');
    await file.close();
    await unlink(toNative(aside));
    return ok(undefined);
  } catch (error) {
    return notOk(writeFailure(error, folder));
  }
}
