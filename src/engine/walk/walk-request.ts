import type { Destination, Recipe } from '../../shared/task/recipe.ts';
import { desktopCacheFolder } from '../desktop-cache/thumbnail-name.ts';
import type { WalkRequest } from './walker.ts';

function resultFolder(destination: Destination): string | null {
  if (destination.kind === 'desktop-cache') return desktopCacheFolder();
  return destination.kind === 'folder' ? destination.path : null;
}

/** A walk that does not take the recipe's earlier results for sources. */
export function walkRequest(
  roots: readonly string[],
  { destination, conflict }: Recipe,
): WalkRequest {
  const isBeside = destination.kind === 'beside' && destination.folderName !== '';
  return {
    roots,
    resultFolderName: isBeside ? destination.folderName : null,
    excludedFolder: resultFolder(destination),
    ...(conflict === 'skip-unchanged' && { wantsFingerprints: true }),
  };
}
