import { syncFolder } from './atomic-rename.ts';

/** Flushing a folder costs as much as flushing a file; for many results a second one flush serves them all. */
const gatherMs = 100;

/** Makes new names survive a power cut, a tenth of a second later at the most; a process that ends waits for it. */
export interface FolderSyncs {
  /** Names in these folders are new. */
  note(folders: Iterable<string>): void;
}

export function createFolderSyncs(): FolderSyncs {
  const noted = new Set<string>();
  let clock: NodeJS.Timeout | null = null;

  const later = () => setTimeout(() => void syncAll(), gatherMs);
  const syncAll = async () => {
    const folders = [...noted];
    noted.clear();
    await Promise.all(folders.map(syncFolder));
    clock = noted.size > 0 ? later() : null;
  };

  return {
    note(folders) {
      for (const folder of folders) noted.add(folder);
      if (noted.size > 0) clock ??= later();
    },
  };
}
