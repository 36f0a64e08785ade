import { dirname } from 'node:path';
import { temporaryPathIn } from './atomic-rename.ts';
import { onDisk } from './disks.ts';
import { canOpen, openFolder } from './open-folder.ts';
import { isInside } from './paths.ts';
import { errorCode } from './write-failure.ts';

/** Whether results can be written into a folder now. `closed`: by its permissions. `refused`: for a reason that is its own. */
export type FolderState = 'writable' | 'full' | 'read-only' | 'closed' | 'gone' | 'refused';

const goneCodes = new Set(
  'EIO ENODEV ENXIO ENOTCONN ESTALE ETIMEDOUT EHOSTDOWN EHOSTUNREACH ENETDOWN EREMOTEIO'.split(' '),
);
/** What a disk answers that was unplugged, or a network disk that is out of reach. */
export const isGoneCode = (code: string) => goneCodes.has(code);
const fullCodes = new Set(['ENOSPC', 'EDQUOT']);
const closedCodes = new Set(['EACCES', 'EPERM']);

function stateFor(error: unknown): FolderState {
  const code = errorCode(error);
  if (fullCodes.has(code)) return 'full';
  if (code === 'EROFS') return 'read-only';
  if (closedCodes.has(code)) return 'closed';
  return isGoneCode(code) ? 'gone' : 'refused';
}

/** Enough for a quota to notice. */
const triedBytes = 64 * 1024;

/** The folder, or while it is missing the nearest one above it, and its disk. */
async function nearestFolder(
  path: string,
): Promise<{ readonly path: string; readonly disk: bigint }> {
  try {
    return { path, disk: (await onDisk('stat', path)).dev };
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
    return nearestFolder(dirname(path));
  }
}

/** The disk that a folder is on, or would be; null where that cannot be told. */
export async function diskOf(folder: string): Promise<bigint | null> {
  return nearestFolder(folder).then(
    ({ disk }) => disk,
    () => null,
  );
}

export interface ProbeTerms {
  /** `full` is also a folder whose disk has less left. */
  readonly neededBytes: number;
  /** Where the folder was when it could be written, null if it never could. */
  readonly disk: bigint | null;
  /** Without links. What is elsewhere by now is `refused` and not written to; null where it may be anywhere. */
  readonly within: string | null;
}

/** Writes into a folder itself, whatever gets its path meanwhile. False if it is not within. */
async function writeInto(path: string, within: string | null): Promise<boolean> {
  const held = canOpen() ? await openFolder(path) : null;
  try {
    if (held && within !== null && !isInside(held.realPath, within)) return false;
    const named = temporaryPathIn(path);
    await onDisk('tryToWrite', held?.path ?? path, triedBytes, held?.at(named) ?? named);
    return true;
  } finally {
    held?.close();
  }
}

/** Tries to write into the folder, which need not be there. Leaves nothing behind. */
export async function probeFolder(
  folder: string,
  { neededBytes, disk, within }: ProbeTerms,
): Promise<FolderState> {
  try {
    const nearest = await nearestFolder(folder);
    // An unplugged disk leaves an empty folder, or none.
    if (disk !== null && nearest.disk !== disk) return 'gone';
    const { bavail, bsize } = await onDisk('statfs', nearest.path);
    if (bavail * bsize < neededBytes) return 'full';
    const isTried = await writeInto(nearest.path, nearest.path === folder ? within : null);
    return isTried ? 'writable' : 'refused';
  } catch (error) {
    const state = stateFor(error);
    return state === 'refused' && disk !== null ? 'gone' : state;
  }
}
