import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Only desktops of freedesktop.org keep thumbnails where other programs may put them. */
export const hasDesktopCache = (system: string = process.platform) => system === 'linux';

/** Where desktops look for thumbnails. The standard has paths that are not absolute ignored. */
export function desktopCacheFolder(): string {
  const chosen = process.env['XDG_CACHE_HOME'] ?? '';
  return join(isAbsolute(chosen) ? chosen : join(homedir(), '.cache'), 'thumbnails');
}
