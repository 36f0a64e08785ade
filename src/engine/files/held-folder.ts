import { folded } from '../../shared/paths/safe-segment.ts';
import { canOpen, type OpenFolder, openFolder } from './open-folder.ts';
import { errorCode } from './write-failure.ts';

/** A folder that stays the same whatever is renamed or linked above it. */
export interface HeldFolder {
  /** How to reach the entry of this path in the folder itself. */
  at(path: string): string;
  release(): void;
}

/** Where it is, without links, and which one it is. */
export interface FolderToHold {
  readonly realPath: string;
  /** As `identityOf` tells it. */
  readonly key: string;
}

/** Too many files are open to hold it by one. */
const unheld = new Set(['EMFILE', 'ENFILE']);

/** Where nothing is written, or folders cannot be held. */
export const reachedByPath: HeldFolder = { at: (path) => path, release: () => undefined };

/** A disk that folds case may tell another spelling of the path. */
const isSame = (one: FolderToHold, other: FolderToHold) =>
  one.key === other.key && folded(one.realPath) === folded(other.realPath);

/** Shared by all who hold the same folder at a time. */
interface Hold {
  users: number;
  readonly at: HeldFolder['at'];
  readonly close: () => void;
}

/** Held as long as somebody uses it. */
export interface HeldFolders {
  /** Null when another folder is there by now, or none. Where folders cannot be held, its entries are reached by their paths. */
  hold(folder: FolderToHold): Promise<HeldFolder | null>;
}

export function createHeldFolders(): HeldFolders {
  const holds = new Map<string, Hold>();

  const share = (key: string, hold: Hold): HeldFolder => {
    let isReleased = false;
    hold.users += 1;
    return {
      at: (path) => hold.at(path),
      release() {
        if (isReleased) return;
        isReleased = true;
        hold.users -= 1;
        if (hold.users > 0) return;
        if (holds.get(key) === hold) holds.delete(key);
        hold.close();
      },
    };
  };

  const begin = (folder: OpenFolder): Hold => ({
    users: 0,
    at: (path) => folder.at(path),
    close: () => folder.close(),
  });

  return {
    async hold(folder) {
      if (!canOpen()) return reachedByPath;
      const key = `${folder.key}\0${folder.realPath}`;
      const known = holds.get(key);
      if (known) return share(key, known);
      const opened = await openFolder(folder.realPath).catch((error: unknown) => {
        if (!unheld.has(errorCode(error))) throw error;
        return null;
      });
      if (opened === null) return reachedByPath;
      if (!isSame(opened, folder)) {
        opened.close();
        return null;
      }
      const hold = begin(opened);
      holds.set(key, hold);
      return share(key, hold);
    },
  };
}
