import { isInside, realPath } from '../files/paths.ts';
import { desktopCacheFolder } from './cache-folder.ts';

/** Whether a file lies in the desktop's cache, by whatever way it is reached. */
export async function isDesktopThumbnail(path: string): Promise<boolean> {
  const [file, cache] = await Promise.all(
    [path, desktopCacheFolder()].map((one) => realPath(one).catch(() => null)),
  );
  return file != null && cache != null && isInside(file, cache);
}
