import type { WatchProblem } from '../../shared/settings/watched-folders.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import { isSilent, onDisk, realPath } from '../files/disks.ts';
import { isInside } from '../files/paths.ts';
import { errorCode } from '../files/write-failure.ts';

export interface FolderToWatch {
  readonly path: string;
  readonly includesSubfolders: boolean;
  readonly recipe: Pick<Recipe, 'destination' | 'replacesSource'>;
}

/** What is watched already. */
export type WatchedBeside = Pick<FolderToWatch, 'path' | 'includesSubfolders'>;

const problems: Readonly<Record<string, WatchProblem>> = {
  ENOTDIR: 'not-a-folder',
  ELOOP: 'link-to-itself',
  EACCES: 'may-not-be-read',
  EPERM: 'may-not-be-read',
};

function problemOf(error: unknown): WatchProblem {
  return isSilent(error) ? 'silent' : (problems[errorCode(error)] ?? 'away');
}

/** As far as it is there; links of the rest are none yet. */
const realIfAny = (path: string) => realPath(path).catch(() => path);

async function overlap(
  real: string,
  { includesSubfolders }: FolderToWatch,
  others: readonly WatchedBeside[],
): Promise<WatchProblem | null> {
  for (const other of others) {
    const otherReal = await realIfAny(other.path);
    if (otherReal === real) return 'watched-already';
    if (other.includesSubfolders && isInside(real, otherReal)) return 'inside-watched';
    if (includesSubfolders && isInside(otherReal, real)) return 'around-watched';
  }
  return null;
}

/** Why a folder cannot be watched beside others; null when it can. Never waits for a drive that does not answer. */
export async function folderProblem(
  folder: FolderToWatch,
  others: readonly WatchedBeside[],
): Promise<WatchProblem | null> {
  const { destination, replacesSource } = folder.recipe;
  if (replacesSource) return 'replaces-source';
  let real: string;
  try {
    real = await realPath(folder.path);
    if (!(await onDisk('stat', real)).isDirectory()) return 'not-a-folder';
  } catch (error) {
    return problemOf(error);
  }
  if (destination.kind === 'folder' && isInside(real, await realIfAny(destination.path)))
    return 'is-destination';
  return overlap(real, folder, others);
}
