import { randomUUID } from 'node:crypto';
import { closeSync, openSync, statfsSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file in memory, where it does not wait for a disk. Containers may have little there. */
const inMemory = '/dev/shm';
const leastFreeBytes = 512 * 1024 ** 2;

function folder(): string {
  try {
    const { bavail, bsize } = statfsSync(inMemory);
    return bavail * bsize >= leastFreeBytes ? inMemory : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** Files without a name, for bytes between two processes that inherit them. */
export function openUnnamed(count: number): {
  readonly files: readonly number[];
  readonly close: () => void;
} {
  const place = folder();
  const files = Array.from({ length: count }, () => {
    const path = join(place, `thumbline-${randomUUID()}`);
    const file = openSync(path, 'wx+', 0o600);
    unlinkSync(path);
    return file;
  });
  return { files, close: () => files.forEach((file) => closeSync(file)) };
}
