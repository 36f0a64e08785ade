import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { slowDriveOf } from './mounts.ts';
import { toNative } from './paths.ts';

/**
 * File systems of Linux that answer from memory what was just written or read there: ext2 to ext4, XFS, Btrfs, F2FS, ZFS,
 * bcachefs, tmpfs and overlays of them. The numbers are those of `statfs(2)`. Network disks and FUSE are not among them.
 */
const quickKinds = new Set([
  0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x2fc12fc1, 0xca451a4e, 0x01021994, 0x794c7630,
]);

/** A call that took longer is one of a disk that is not quick, or of a busy machine. Milliseconds. */
const quickMs = 5;
/** How long a disk that was slow is left to the pool; doubled each time it is slow again. Milliseconds. */
const pauseMs = { first: 100, most: 10_000 } as const;
/** Each quick call shrinks the next pause to this part of itself, so a disk that is slow once in eight calls keeps the first one. */
const trust = 0.9;
/** Beyond this all are forgotten and looked at again. */
const foldersKept = 1000;

interface Disk {
  /** Whether its kind of file system answers from memory. */
  isQuick: boolean;
  slowUntil: number;
  pauseMs: number;
}

const disks = new Map<string, Disk>();

async function look(folder: string, disk: Disk): Promise<void> {
  const facts = await statfs(toNative(folder)).catch(() => null);
  disk.isQuick = process.platform === 'linux' && facts !== null && quickKinds.has(facts.type);
}

function diskOf(folder: string): Disk {
  const known = disks.get(folder);
  if (known) return known;
  if (disks.size >= foldersKept) disks.clear();
  const disk = { isQuick: false, slowUntil: 0, pauseMs: pauseMs.first };
  disks.set(folder, disk);
  void look(folder, disk);
  return disk;
}

function learn(disk: Disk, startedAt: number): void {
  const now = performance.now();
  if (now - startedAt <= quickMs) {
    disk.pauseMs = Math.max(pauseMs.first, disk.pauseMs * trust);
    return;
  }
  disk.slowUntil = now + disk.pauseMs;
  disk.pauseMs = Math.min(pauseMs.most, disk.pauseMs * 2);
}

/**
 * Does `now`, which blocks, where the disk of `path` is known to answer at once, and `later` everywhere else. Through a
 * thread of Node's pool such a call takes four to eight times the processor time, and a small picture needs five.
 */
export async function onDiskOf<Value>(
  path: string,
  now: () => Value,
  later: () => Promise<Value>,
): Promise<Value> {
  if (slowDriveOf(path) !== null) return later();
  const disk = diskOf(dirname(path));
  const startedAt = performance.now();
  if (!disk.isQuick || startedAt < disk.slowUntil) return later();
  try {
    return now();
  } finally {
    learn(disk, startedAt);
  }
}

/** What is known of the disk of a folder holds for another way to it, too. */
export function sameDisk(folder: string, otherWay: string): void {
  const disk = disks.get(folder);
  if (disk) disks.set(otherWay, disk);
}

export function forgetDisk(folder: string): void {
  disks.delete(folder);
}
