import type { Recipe } from '../../shared/task/recipe.ts';
import type { WalkRequest } from '../ports.ts';

/** A walk that does not take the recipe's earlier results for sources. */
export function walkRequest(roots: readonly string[], { destination }: Recipe): WalkRequest {
  const isBeside = destination.kind === 'beside' && destination.folderName !== '';
  return {
    roots,
    resultFolderName: isBeside ? destination.folderName : null,
    excludedFolder: destination.kind === 'folder' ? destination.path : null,
  };
}
