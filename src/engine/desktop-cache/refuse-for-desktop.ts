import { isForDesktop } from '../../shared/task/desktop-thumbnails.ts';
import { failure, type Failure, type SkipReason } from '../../shared/task/failure.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import { desktopCacheFolder, hasDesktopCache } from './thumbnail-name.ts';
import { realPath } from '../files/disks.ts';
import { isInside } from '../files/paths.ts';

/** Whether a file lies in the desktop's cache, whichever path leads there. */
export async function isDesktopThumbnail(path: string): Promise<boolean> {
  const [file, cache] = await Promise.all(
    [path, desktopCacheFolder()].map((one) => realPath(one).catch(() => null)),
  );
  return file != null && cache != null && isInside(file, cache);
}

export type DesktopRefusal =
  | { readonly kind: 'skip'; readonly reason: SkipReason }
  | { readonly kind: 'fail'; readonly failure: Failure };

/** Why a source cannot have a thumbnail in the desktop's cache; null when it can, or another destination is asked for. */
export async function refuseForDesktop(
  { sourcePath, recipe }: { readonly sourcePath: string; readonly recipe: Recipe },
  system: string = process.platform,
): Promise<DesktopRefusal | null> {
  if (!isForDesktop(recipe)) return null;
  if (!hasDesktopCache(system)) {
    const subject = 'the desktop’s thumbnail cache, which only Linux has';
    return { kind: 'fail', failure: failure('output-unwritable', subject) };
  }
  return (await isDesktopThumbnail(sourcePath)) ? { kind: 'skip', reason: 'is-thumbnail' } : null;
}
