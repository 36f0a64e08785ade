import type { Buffer } from 'node:buffer';
import { fstatSync, rmSync, writeSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { ok, type Result } from '../../shared/result.ts';
import { nativePath } from '../reading/native-path.ts';
import type { Refusal } from '../refusal.ts';
import { writingFailure } from '../to-failure/from-system.ts';

/** Nobody waits for this process but the engine: calls that block are cheaper than waiting for a thread. */
function writeAll({ fd }: FileHandle, bytes: Buffer): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(fd, bytes, done);
}

async function flush(file: FileHandle, sizeBytes: number): Promise<void> {
  // `fsyncSync` is closed to a worker under Node's permission model, a handle's own `sync` is not.
  await file.sync();
  if (fstatSync(file.fd).size !== sizeBytes)
    throw new Error('The file has another size than what was written.');
}

/** Removes files that this attempt made. One that is gone already is no error. */
export function removeTemporary(paths: readonly string[]): void {
  for (const path of paths) {
    try {
      rmSync(nativePath(path), { force: true });
    } catch {
      // The engine knows the name and sweeps it at its next start.
    }
  }
}

/** What the system's own mask leaves of it. */
const usualMode = 0o666;

/**
 * Makes a new file (never over another one), with everything in it on the disk, or leaves none. `mode` says from the
 * beginning who may read it.
 */
export async function writeTemporary(
  path: string,
  bytes: Buffer,
  mode = usualMode,
): Promise<Result<void, Refusal>> {
  let file: FileHandle | null = null;
  try {
    file = await open(nativePath(path), 'wx', mode);
    writeAll(file, bytes);
    await flush(file, bytes.length);
    await file.close();
    return ok(undefined);
  } catch (error) {
    if (file !== null) {
      await file.close().catch(() => undefined);
      removeTemporary([path]);
    }
    return writingFailure(error, path);
  }
}
