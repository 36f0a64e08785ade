import { Buffer } from 'node:buffer';
import { existsSync, lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { fromBytes, isInside, toNative } from './paths.ts';

/**
 * File systems that answer by themselves, whatever happens to a network, another program or a plug: local disks and those that are in the
 * kernel only.
 */
const ownKinds = new Set(
  (
    'ext2 ext3 ext4 xfs btrfs f2fs zfs bcachefs tmpfs ramfs rootfs overlay squashfs erofs ' +
    'proc sysfs cgroup cgroup2 devpts devtmpfs mqueue securityfs debugfs tracefs pstore bpf configfs hugetlbfs ' +
    'binfmt_misc fusectl nsfs efivarfs rpc_pipefs selinuxfs'
  ).split(' '),
);

/** Reading the table costs a tenth of a millisecond. Milliseconds. */
const knownForMs = 1000;
/** As many as the system itself follows. */
const mostLinks = 40;

/** Mount points, without a slash at the end; true where what is mounted there may never answer. */
type Mounts = ReadonlyMap<string, boolean>;

function unescaped(text: string): string {
  const bytes = text.replaceAll(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
  return fromBytes(Buffer.from(bytes, 'latin1'));
}

/** Later lines hide earlier ones of the same place. */
function parseMounts(table: string): Mounts {
  const mounts = new Map<string, boolean>();
  for (const line of table.split('\n')) {
    const [place, kind] = line.split(' - ');
    const point = place?.split(' ')[4];
    if (point === undefined || kind === undefined) continue;
    mounts.set(unescaped(point), !ownKinds.has(kind.split(' ')[0] ?? ''));
  }
  return mounts;
}

const nothing: Mounts = new Map();
let known: Mounts = nothing;
let readAt = -Infinity;
/** Of folders, as long as the table is taken to be true: a picture asks about them some twenty times. */
const places = new Map<string, Place>();
/** Beyond this all are forgotten and looked for again. */
const mostPlaces = 1000;

/** Only those of Linux are known, and only while one of them may hang. Asks no disk. */
function readMounts(): Mounts {
  if (process.platform !== 'linux' || performance.now() - readAt < knownForMs) return known;
  readAt = performance.now();
  places.clear();
  try {
    const mounts = parseMounts(readFileSync('/proc/self/mountinfo', 'latin1'));
    known = [...mounts.values()].includes(true) ? mounts : nothing;
  } catch {
    known = nothing;
  }
  return known;
}

/** Whether anything is mounted that may never answer. */
export const hasSlowDrives = () => readMounts().size > 0;

/** Whether a drive that may never answer is mounted right there. Links are not followed. */
export const isSlowMount = (path: string) => readMounts().get(path) === true;

/** Where drives that may never answer are mounted below this folder. Links are not followed. */
export function slowDrivesBelow(folder: string): string[] {
  const slow = [...readMounts()].filter(([, isSlow]) => isSlow).map(([point]) => point);
  return slow.filter((point) => point !== folder && isInside(point, folder));
}

/** Where following a path ended: on a drive that may never answer, or at what is there with every link resolved; both null if nothing is. */
interface Place {
  readonly drive: string | null;
  readonly at: string | null;
}

const nowhere: Place = { drive: null, at: null };

/** Follows these names from `at`, itself without links. Asks only drives that answer. */
function follow(names: readonly string[], at: string): Place {
  const rest = [...names];
  let place = at;
  let links = 0;
  while (rest.length > 0) {
    const name = rest.shift() ?? '';
    if (name === '' || name === '.') continue;
    if (name === '..') {
      place = dirname(place);
      continue;
    }
    const next = join(place, name);
    if (known.get(next) === true) return { drive: next, at: null };
    const target = linkAt(next);
    if (target === null) return nowhere;
    if (target === next) {
      place = next;
      continue;
    }
    links += 1;
    if (links > mostLinks) return nowhere;
    if (target.startsWith(sep)) place = sep;
    rest.unshift(...target.split(sep));
  }
  return { drive: null, at: place };
}

function placeOf(folder: string): Place {
  const found = places.get(folder);
  if (found) return found;
  if (places.size >= mostPlaces) places.clear();
  const place = follow(folder.split(sep), sep);
  places.set(folder, place);
  return place;
}

/**
 * The mount point of the drive that `path` lies on, if that may never answer; a link on the way may lead there, too. Asks only other
 * drives. The folders above are taken to be where they were when the table was read.
 */
export function slowDriveOf(path: string): string | null {
  if (readMounts().size === 0) return null;
  const folder = placeOf(dirname(path));
  if (folder.at === null) return folder.drive;
  return follow([basename(path)], folder.at).drive;
}

/** For a path of a descriptor, which leads to another folder once that was closed. */
export function forgetPlace(folder: string): void {
  places.delete(folder);
}

/** Whether something is there. A drive that may hang is not asked: what lies there is taken to be. */
export function seemsThere(path: string): boolean {
  return slowDriveOf(resolve(path)) !== null || existsSync(toNative(path));
}

/** Where a link leads; the path itself if it is none, null if nothing is there. */
function linkAt(path: string): string | null {
  const native = toNative(path);
  try {
    const facts = lstatSync(native, { throwIfNoEntry: false });
    if (!facts?.isSymbolicLink()) return facts ? path : null;
    return fromBytes(readlinkSync(native, 'buffer'));
  } catch {
    return null;
  }
}
