import type { BigIntStats } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import { toNative } from './paths.ts';
import { errorCode } from './write-failure.ts';

const absent = new Set(['ENOENT', 'ENOTDIR']);

function nullIfAbsent(error: unknown): null {
  if (absent.has(errorCode(error))) return null;
  throw error;
}

/** The same for a file or folder under whatever name, as long as it is there. Needs `bigint` facts: inodes may be large. */
export const identityOf = ({ dev, ino }: BigIntStats) => `${dev}:${ino}`;

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
  const own = await lstat(native, { bigint: true }).catch(() => null);
  if (own === null) return [];
  const target = own.isSymbolicLink()
    ? await stat(native, { bigint: true }).catch(() => null)
    : null;
  return target === null ? [identityOf(own)] : [identityOf(own), identityOf(target)];
}
