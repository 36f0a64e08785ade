import type { Buffer } from 'node:buffer';
import { closeSync, fstatSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { ok, type Result } from '../../shared/result.ts';
import { nativePath } from '../reading/native-path.ts';
import type { Refusal } from '../refusal.ts';
import { writingFailure } from '../to-failure/from-system.ts';

function writeAll(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
  fsyncSync(file);
  if (fstatSync(file).size !== bytes.length)
    throw new Error('The file has another size than what was written.');
}

/** Removes files that this attempt made. One that is gone already is no error. */
export function removeAside(paths: readonly string[]): void {
  for (const path of paths) {
    try {
      rmSync(nativePath(path), { force: true });
    } catch {
      // The engine knows the name and sweeps it at its next start.
    }
  }
}

/** Makes a new file (never over another one), with everything in it on the disk, or leaves none. */
export function writeAside(path: string, bytes: Buffer): Result<void, Refusal> {
  let file: number | null = null;
  try {
    file = openSync(nativePath(path), 'wx');
    writeAll(file, bytes);
    closeSync(file);
    return ok(undefined);
  } catch (error) {
    if (file !== null) {
      closeSync(file);
      removeAside([path]);
    }
    return writingFailure(error, path);
  }
}
