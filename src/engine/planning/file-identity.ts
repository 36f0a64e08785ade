import type { BigIntStats } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import { toNative } from '../paths.ts';
import { errorCode } from './write-failure.ts';

const absent = new Set(['ENOENT', 'ENOTDIR']);

function nullIfAbsent(error: unknown): null {
  if (absent.has(errorCode(error))) return null;
  throw error;
}

/** Device and inode: the same file under whatever name. */
const identityOf = (facts: BigIntStats) => `${facts.dev}:${facts.ino}`;

/** What is at a path, links not followed; null if nothing is. Rejects when that cannot be told. */
export async function entryAt(
  path: string,
): Promise<{ readonly identity: string; readonly isFolder: boolean } | null> {
  const facts = await lstat(toNative(path), { bigint: true }).catch(nullIfAbsent);
  return facts && { identity: identityOf(facts), isFolder: facts.isDirectory() };
}

/** The file and, if it is reached through a link, the link too. Empty if it is gone. */
export async function identitiesOf(path: string): Promise<string[]> {
  const native = toNative(path);
  const both = [lstat(native, { bigint: true }), stat(native, { bigint: true })];
  const facts = await Promise.allSettled(both);
  return facts
    .filter((result) => result.status === 'fulfilled')
    .map((result) => identityOf(result.value));
}
