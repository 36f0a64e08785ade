import { type ChosenFile, isFolderEntered } from './chosen-files.ts';

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

/** A folder answers with a part of what is in it, until it answers with nothing. */
async function entriesIn(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => resolve([]));
    });
    if (some.length === 0) return found;
    found.push(...some);
  }
}

async function filesIn(entry: FileSystemEntry, resultFolderName: string): Promise<ChosenFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File | null>((resolve) => {
      entry.file(resolve, () => resolve(null));
    });
    return file ? [{ file, place: entry.fullPath.slice(1) }] : [];
  }
  if (!isFolder(entry)) return [];
  const files: ChosenFile[] = [];
  for (const inside of await entriesIn(entry)) {
    if (isFile(inside) || isFolderEntered(inside.name, resultFolderName)) {
      files.push(...(await filesIn(inside, resultFolderName)));
    }
  }
  return files;
}

/**
 * Browsers say what a dropped folder holds only while it is being dropped: this listens before the screen does and
 * keeps the last drop's folders.
 */
export function watchDroppedFolders() {
  let folders = new Map<string, FileSystemDirectoryEntry>();
  window.addEventListener(
    'drop',
    (event) => {
      const items = [...(event.dataTransfer?.items ?? [])];
      const entries = items.flatMap((item) => item.webkitGetAsEntry() ?? []);
      folders = new Map(entries.filter(isFolder).map((entry) => [entry.name, entry]));
    },
    { capture: true },
  );
  /** The files themselves, and in place of each dropped folder those in it. */
  return async (
    dropped: readonly File[],
    resultFolderName: string,
  ): Promise<readonly ChosenFile[]> => {
    const known = folders;
    folders = new Map();
    const files: ChosenFile[] = [];
    for (const file of dropped) {
      const folder = known.get(file.name);
      if (folder) files.push(...(await filesIn(folder, resultFolderName)));
      else files.push({ file, place: file.name });
    }
    return files;
  };
}
