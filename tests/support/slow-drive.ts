import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { expect, vi } from 'vitest';
import { slowDriveOf } from '../../src/engine/files/mounts.ts';

const { readFileSync } = fs;

/** The table of mounts is read again once a second. Milliseconds. */
const toldWithin = { timeout: 10_000 };

/** Has this process take the folder for a drive that may hang, though it answers; until what this answers with is called. */
export async function mountSlowDrive(folder: string): Promise<() => Promise<void>> {
  const read = (...given: Parameters<typeof readFileSync>) => {
    const text = readFileSync(...given);
    if (given[0] !== '/proc/self/mountinfo') return text;
    return `${String(text)}99 1 0:99 / ${folder} rw - fuse.slow slow rw\n`;
  };
  Reflect.set(fs, 'readFileSync', read);
  syncBuiltinESMExports();
  await vi.waitFor(() => expect(slowDriveOf(folder)).toBe(folder), toldWithin);
  return async () => {
    Reflect.set(fs, 'readFileSync', readFileSync);
    syncBuiltinESMExports();
    await vi.waitFor(() => expect(slowDriveOf(folder)).toBe(null), toldWithin);
  };
}
