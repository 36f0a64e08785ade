import { isForDesktop } from '../../shared/task/desktop-thumbnails.ts';
import { failure } from '../../shared/task/failure.ts';
import type { Placement, PlacementRequest } from '../naming/placement.ts';
import { hasDesktopCache } from './cache-folder.ts';
import { isDesktopThumbnail } from './is-thumbnail.ts';

/** Why a source cannot have a thumbnail in the desktop's cache; null when it can, or another destination is asked for. */
export async function refuseForDesktop(
  { sourcePath, recipe }: Pick<PlacementRequest, 'sourcePath' | 'recipe'>,
  system: string = process.platform,
): Promise<Placement | null> {
  if (!isForDesktop(recipe)) return null;
  if (!hasDesktopCache(system)) {
    const subject = 'the desktop’s thumbnail cache, which only Linux has';
    return { kind: 'fail', failure: failure('output-unwritable', subject) };
  }
  return (await isDesktopThumbnail(sourcePath)) ? { kind: 'skip', reason: 'is-thumbnail' } : null;
}
