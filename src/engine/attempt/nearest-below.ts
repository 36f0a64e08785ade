import { dirname } from 'node:path';
import { onDisk, realPath } from '../files/disks.ts';
import { isInside } from '../files/paths.ts';
import { errorCode } from '../files/write-failure.ts';

/** The folder, or the one that it is in, is not there or may not be looked into. */
const unseen = new Set(['ENOENT', 'ENOTDIR', 'EACCES']);

/** The folder that is there: this one, or the nearest above it that is not above `base`. */
export async function nearestBelow(base: string, folder: string): Promise<string> {
  if (folder === base || !isInside(folder, base)) return base;
  const isThere = await onDisk('stat', folder).then(
    () => true,
    (error: unknown) => !unseen.has(errorCode(error)),
  );
  return isThere ? folder : nearestBelow(base, dirname(folder));
}

/**
 * False for what a link leads out of its base: nothing is ever written there, nor tried to be. A drive that does not say where the
 * folder is has no such link to show, and is for `probeFolder` to judge.
 */
export async function isWithin(base: string, folder: string): Promise<boolean> {
  if (folder === base) return true;
  const [from, to] = await Promise.all(
    [base, folder].map((path) => realPath(path).catch(() => null)),
  );
  return typeof from !== 'string' || typeof to !== 'string' || isInside(to, from);
}
