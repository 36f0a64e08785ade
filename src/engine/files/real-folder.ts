import { realPath } from './paths.ts';

/** So many are remembered: more than the folders that one drop usually has results in. */
const mostFolders = 1000;

const known = new Map<string, Promise<string>>();

/**
 * The folder with every link followed, so that a file has one path by whatever way it is reached; the folder as it is
 * where that cannot be told. A link that changes later may be missed: meant for recognising files, never for deciding
 * where to write.
 */
export function realFolder(folder: string): Promise<string> {
  const found = known.get(folder);
  if (found) return found;
  if (known.size >= mostFolders) known.clear();
  const looked = realPath(folder).catch(() => folder);
  known.set(folder, looked);
  return looked;
}
