import { displayName } from '../../shared/paths/display-path.ts';

/** What a batch is called: after the one thing dropped, or the folder among others, or the number of files. */
export function batchTitle(filePaths: readonly string[], folderPaths: readonly string[]): string {
  const count = filePaths.length + folderPaths.length;
  const [folder] = folderPaths;
  if (folder === undefined && count > 1) return `${count} files`;
  const name = displayName(folder ?? filePaths[0] ?? '');
  return count > 1 ? `${name} and ${count - 1} more` : name;
}
