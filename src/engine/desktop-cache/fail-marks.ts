import { lstat, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fromBytes, toNative } from '../files/paths.ts';
import { desktopCacheFolder, thumbnailName } from './thumbnail-name.ts';

/** Each program that failed has a folder of its own. Links are not followed: they may lead out of the cache. */
async function programFolders(fail: string): Promise<string[]> {
  if (!(await lstat(toNative(fail))).isDirectory()) return [];
  const entries = await readdir(toNative(fail), { withFileTypes: true, encoding: 'buffer' });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(fail, fromBytes(entry.name)));
}

/**
 * Removes the marks by which programs remember that they could not make a thumbnail of this file: it has one now.
 * Never rejects: a mark that stays hides no thumbnail.
 */
export async function removeFailMarks(sourcePath: string): Promise<void> {
  const name = thumbnailName(sourcePath);
  const folders = await programFolders(join(desktopCacheFolder(), 'fail')).catch(() => []);
  const removals = folders.map((folder) => unlink(toNative(join(folder, name))));
  await Promise.allSettled(removals);
}
