import { closeSync, constants, fstatSync, openSync, rmSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { ok, type Result } from '../../shared/result.ts';
import { nativePath } from '../reading/native-path.ts';
import type { Refusal } from '../../shared/worker/refusal.ts';
import { writingFailure } from '../to-failure/from-system.ts';

/** A file that was not there before. Once `flush` has resolved, what was written is on the disk. */
export interface NewFile {
  readonly fd: number;
  flush(): Promise<void> | void;
  close(): Promise<void> | void;
}

const createFlags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;

/** O_DSYNC makes each write durable, for less than half of what a write and an `fsync` in another thread cost. */
function openSynchronous(path: string, mode: number): NewFile {
  const fd = openSync(nativePath(path), createFlags | constants.O_DSYNC, mode);
  return { fd, flush: () => undefined, close: () => closeSync(fd) };
}

/** `fsyncSync` is closed to a worker under Node's permission model, a handle's own `sync` is not. */
async function openForSync(path: string, mode: number): Promise<NewFile> {
  const handle = await open(nativePath(path), createFlags, mode);
  return { fd: handle.fd, flush: () => handle.sync(), close: () => handle.close() };
}

/** macOS takes O_DSYNC for less than F_FULLFSYNC, which `sync` asks for there; Windows has no such flag. */
export async function openNew(path: string, mode: number): Promise<NewFile> {
  return process.platform === 'linux' ? openSynchronous(path, mode) : openForSync(path, mode);
}

/** Blocking is fine here: only the engine waits for this process, and a hop to the thread pool costs more than it saves. */
function writeAll({ fd }: NewFile, bytes: Uint8Array): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(fd, bytes, done);
}

function checkSize({ fd }: NewFile, sizeBytes: number): void {
  if (fstatSync(fd).size !== sizeBytes)
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

async function closeQuietly(file: NewFile): Promise<void> {
  try {
    await file.close();
  } catch {
    // Why the writing failed is already known.
  }
}

/** What the system's own mask leaves of it. */
const usualMode = 0o666;

interface WriteOptions {
  /** Says from the beginning who may read it. */
  readonly mode?: number | undefined;
  /** How people know the file, when `path` is another way to it. */
  readonly shownPath?: string;
}

/** Makes a new file (never over another one), with everything in it on the disk, or leaves none. */
export async function writeTemporary(
  path: string,
  bytes: Uint8Array,
  { mode = usualMode, shownPath = path }: WriteOptions = {},
): Promise<Result<void, Refusal>> {
  let file: NewFile | null = null;
  try {
    file = await openNew(path, mode);
    writeAll(file, bytes);
    await file.flush();
    checkSize(file, bytes.length);
    await file.close();
    return ok(undefined);
  } catch (error) {
    if (file !== null) {
      await closeQuietly(file);
      removeTemporary([path]);
    }
    return writingFailure(error, shownPath);
  }
}
