import type { BigIntStats } from 'node:fs';

/** In plain words what this is when it is no regular file; null when it is one. */
export function otherThanFile(stats: BigIntStats): string | null {
  if (stats.isFile()) return null;
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  if (stats.isBlockDevice() || stats.isCharacterDevice()) return 'a device';
  return 'something special';
}
