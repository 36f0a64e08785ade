import { isInside, realPath } from '../files/paths.ts';
import type { PlacementRequest } from './placement.ts';

const orNull = (path: string) => realPath(path).catch(() => null);

/**
 * Whether a folder may hold sources that the walk has not come to yet: results go into the dropped tree itself
 * and not into a folder of their own there. What is in such a folder is not overwritten, whatever the policy.
 */
export async function keepsExistingFiles(
  request: PlacementRequest,
  folder: string,
): Promise<boolean> {
  const { destination, conflict } = request.recipe;
  if (conflict !== 'overwrite' || request.root === null) return false;
  if (destination.kind === 'beside') return destination.folderName === '';
  if (destination.kind !== 'folder') return false;
  const root = await orNull(request.root);
  const chosen = await orNull(destination.path);
  if (root === null || chosen === null) return false;
  const isOwnFolder = chosen !== root && isInside(chosen, root);
  return isInside(folder, root) && !isOwnFolder;
}
