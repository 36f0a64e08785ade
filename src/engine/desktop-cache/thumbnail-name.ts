import { hash } from 'node:crypto';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { percentEncode } from '../files/paths.ts';

/** Only desktops of freedesktop.org keep thumbnails where other programs may put them. */
export const hasDesktopCache = (system: string = process.platform) => system === 'linux';

/** Where desktops look for thumbnails. The standard says to ignore paths that are not absolute. */
export function desktopCacheFolder(): string {
  const chosen = process.env['XDG_CACHE_HOME'] ?? '';
  return join(isAbsolute(chosen) ? chosen : join(homedir(), '.cache'), 'thumbnails');
}

/** What GLib's `g_filename_to_uri` leaves as it is: one other character, and no file manager finds the thumbnail. */
const keptByGlib = /[A-Za-z0-9!$&'()*+,./:=@_~-]/;

/** The URI by which the desktop knows a file. Of the path as it is named: links stay. */
export function fileUri(absolutePath: string): string {
  return `file://${percentEncode(absolutePath, keptByGlib)}`;
}

/** The name of a file's thumbnail, the same in every folder of the cache. */
export function thumbnailName(sourcePath: string): string {
  return `${hash('md5', fileUri(sourcePath))}.png`;
}
