import {
  type BigIntStats,
  close as closeLater,
  closeSync,
  constants,
  existsSync,
  fstat,
  fstatSync,
  open,
  openSync,
  readlinkSync,
} from 'node:fs';
import { readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { basename, join } from 'node:path';
import { once } from '../../shared/once.ts';
import { folded } from '../../shared/paths/safe-segment.ts';
import { identityOf } from './file-identity.ts';
import { slowDriveOf } from './mounts.ts';
import { fromBytes, toNative } from './paths.ts';
import { forgetDisk, onDiskOf, sameDisk } from './quick-disk.ts';
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

const { O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;

/** Linux leads from there to the folder itself, not to its name. */
const descriptors = '/proc/self/fd';
const canHold = once(() => process.platform === 'linux' && existsSync(descriptors));

/** Nothing to hold it by: too many files are open, or the folder may be written into and not be read. */
const unheld = new Set(['EMFILE', 'ENFILE', 'EACCES', 'EPERM']);

/** Where nothing is written, or folders cannot be held. */
export const reachedByPath: HeldFolder = { at: (path) => path, release: () => undefined };

/** A disk that folds case may tell another spelling of the path. */
function isRight(facts: BigIntStats, where: Buffer, { realPath, key }: FolderToHold): boolean {
  return identityOf(facts) === key && folded(fromBytes(where)) === folded(realPath);
}

/** Shared by all who hold the same folder at a time. */
interface Hold {
  users: number;
  readonly at: HeldFolder['at'];
  readonly close: () => void;
}

const openPlain = promisify(open);
const statPlain = promisify(fstat);

interface Opened {
  readonly descriptor: number;
  readonly close: () => void;
}

const flags = O_RDONLY | (O_DIRECTORY ?? 0) | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0);
const pathOf = (descriptor: number) => join(descriptors, String(descriptor));

/** Null when another folder is there by now. */
function openNow(folder: FolderToHold): Opened | null {
  const descriptor = openSync(toNative(folder.realPath), flags);
  const close = () => closeSync(descriptor);
  let isKept = false;
  try {
    const where = readlinkSync(pathOf(descriptor), 'buffer');
    isKept = isRight(fstatSync(descriptor, { bigint: true }), where, folder);
    return isKept ? { descriptor, close } : null;
  } finally {
    if (!isKept) close();
  }
}

async function openLater(folder: FolderToHold): Promise<Opened | null> {
  const descriptor = await openPlain(toNative(folder.realPath), flags);
  const close = () => closeLater(descriptor, () => undefined);
  let isKept = false;
  try {
    const where = await readlink(pathOf(descriptor), 'buffer');
    isKept = isRight(await statPlain(descriptor, { bigint: true }), where, folder);
    return isKept ? { descriptor, close } : null;
  } finally {
    if (!isKept) close();
  }
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

  const begin = (folder: FolderToHold, { descriptor, close }: Opened): Hold => {
    const held = pathOf(descriptor);
    sameDisk(folder.realPath, held);
    return {
      users: 0,
      at: (path) => join(held, basename(path)),
      close() {
        forgetDisk(held);
        close();
      },
    };
  };

  return {
    async hold(folder) {
      // One on a drive that may hang is asked by another process, which has no descriptor of it.
      if (!canHold() || slowDriveOf(folder.realPath) !== null) return reachedByPath;
      const key = `${folder.key}\0${folder.realPath}`;
      const known = holds.get(key);
      if (known) return share(key, known);
      const opened = await onDiskOf(
        join(folder.realPath, 'entry'),
        () => openNow(folder),
        () => openLater(folder),
      ).catch((error: unknown) => {
        if (!unheld.has(errorCode(error))) throw error;
        return 'unheld' as const;
      });
      if (opened === 'unheld') return reachedByPath;
      if (opened === null) return null;
      const hold = begin(folder, opened);
      holds.set(key, hold);
      return share(key, hold);
    },
  };
}
