import { basename, dirname } from 'node:path';
import { isGoneCode } from '../files/probe-folder.ts';
import { isInside } from '../files/paths.ts';
import { onDisk } from '../files/disks.ts';
import { errorCode } from '../files/write-failure.ts';
import type { Failure, FailureCode } from '../../shared/task/failure.ts';
import type { Trouble } from './destination-guard.ts';

/** Tells a picture that is gone, or cannot be read, from a drive of pictures that is. */
export interface DriveGuard {
  /** Pictures of this folder are about to be read: their drive is there. Nobody waits for what is asked of it. */
  note(folder: string): void;
  /** That the drive of a picture is gone; null if it is there, and a failure is the picture's own. */
  findTrouble(sourcePath: string, why: Failure): Promise<Trouble | null>;
}

/** What pictures fail with whose drive is gone, and others, too. */
const codes: ReadonlySet<FailureCode> = new Set([
  'file-missing',
  'file-unreadable',
  'file-changed',
  'not-a-file',
]);

/** Whether others of the same drive may fail in the same way. */
export const isOfSource = ({ code }: Failure) => codes.has(code);

interface Drive {
  readonly place: string;
  /** Whether it is another disk than the one around it. */
  readonly isMounted: boolean;
  /** The system’s own file about it, which goes when it is unplugged, though it be still mounted; null for one without. */
  readonly device: string | null;
}

const foldersKept = 2000;

/** Each folder in it is a share of a network, or a camera. */
const shares = 'gvfs';
const plain = { isMounted: false, device: null };

const diskAt = async (folder: string) => (await onDisk('stat', folder)).dev;

const isThere = (path: string) =>
  onDisk('stat', path).then(
    () => true,
    () => false,
  );

/** As Linux packs two numbers into one. */
function deviceFile(disk: bigint): string {
  const major = ((disk >> 8n) & 0xfffn) | ((disk >> 32n) & 0xfffff000n);
  const minor = (disk & 0xffn) | ((disk >> 12n) & 0xffffff00n);
  return `/sys/dev/block/${major}:${minor}`;
}

export function createDriveGuard(): DriveGuard {
  const drives = new Map<string, Drive>();
  /** Folders whose drive is among these, or is the disk that everything else is on. */
  const known = new Set<string>();

  const noteDrive = async (folder: string): Promise<void> => {
    const above = dirname(folder);
    if (known.has(folder) || folder === '/') return;
    if (known.size >= foldersKept) known.clear();
    known.add(folder);
    // A letter of Windows.
    if (above === folder) return void drives.set(folder, { ...plain, place: folder });
    const disks = await Promise.all([diskAt(folder), diskAt(above)]).catch(() => null);
    if (disks === null) return void known.delete(folder);
    const [disk, diskAbove] = disks;
    if (disk !== diskAbove) {
      const device = deviceFile(disk);
      const isOfDevice = await isThere(device);
      drives.set(folder, { place: folder, isMounted: true, device: isOfDevice ? device : null });
    } else if (basename(above) === shares) drives.set(folder, { ...plain, place: folder });
    else await noteDrive(above);
  };

  const driveOf = (path: string): Drive | null => {
    let found: Drive | null = null;
    for (const drive of drives.values()) {
      const isDeeper = found === null || isInside(drive.place, found.place);
      if (isDeeper && isInside(path, drive.place)) found = drive;
    }
    return found;
  };

  /** It is neither there nor anything else in its place, or gives nothing. */
  const isGone = async ({ place, isMounted, device }: Drive, folder: string, why: Failure) => {
    try {
      const disk = await diskAt(place);
      // An unplugged drive leaves an empty folder, or none.
      if (isMounted && disk === (await diskAt(dirname(place)))) return true;
      if (device !== null && !(await isThere(device))) return true;
      // It may know no more than its own name.
      if (why.code !== 'file-missing') await onDisk('names', folder);
      return false;
    } catch (error) {
      const code = errorCode(error);
      return isGoneCode(code) || (code === 'ENOENT' && !(await isThere(place)));
    }
  };

  return {
    note: (folder) => void noteDrive(folder),
    async findTrouble(sourcePath, why) {
      const drive = driveOf(sourcePath);
      const folder = dirname(sourcePath);
      if (drive === null || !(await isGone(drive, folder, why))) return null;
      const { place } = drive;
      return {
        place: `from ${place}`,
        wanted: [],
        drive: place,
        hold: { reason: 'drive-gone', folder: place },
        // Another drive may have its place by then.
        isOver: async () => (await isThere(folder)) && !(await isGone(drive, folder, why)),
      };
    },
  };
}
