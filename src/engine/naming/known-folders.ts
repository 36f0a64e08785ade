import { stat } from 'node:fs/promises';
import type { Result } from '../../shared/result.ts';
import type { Failure } from '../../shared/task/failure.ts';
import { identityOf } from '../files/file-identity.ts';
import { toNative } from '../files/paths.ts';
import { makeTargetFolder, type TargetFolder } from './target-folder.ts';
import type { Target } from './target.ts';

/** More are forgotten and looked at anew. */
const foldersKept = 1000;

async function isStillThere({ path, key }: TargetFolder): Promise<boolean> {
  const facts = await stat(toNative(path), { bigint: true }).catch(() => null);
  return facts !== null && facts.isDirectory() && identityOf(facts) === key;
}

/**
 * Target folders, each made and looked at closely once. After that it is enough that its path still leads to the
 * very same folder: most tasks of a batch write into one.
 */
export function createKnownFolders(): (target: Target) => Promise<Result<TargetFolder, Failure>> {
  const known = new Map<string, TargetFolder>();
  return async (target) => {
    const name = [target.base, ...target.folders].join('\0');
    const folder = known.get(name);
    if (folder && (await isStillThere(folder))) return { ok: true, value: folder };
    const made = await makeTargetFolder(target);
    if (known.size >= foldersKept) known.clear();
    if (made.ok) known.set(name, made.value);
    else known.delete(name);
    return made;
  };
}
