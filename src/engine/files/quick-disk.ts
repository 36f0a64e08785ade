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

/** A call that took longer shows a disk that is not quick after all. Milliseconds. */
const quickMs = 5;
/** Beyond this all are forgotten and looked at again. */
const foldersKept = 1000;

const isQuick = new Map<string, boolean>();

async function look(folder: string): Promise<void> {
  const facts = await statfs(toNative(folder)).catch(() => null);
  isQuick.set(folder, process.platform === 'linux' && facts !== null && quickKinds.has(facts.type));
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
  const folder = dirname(path);
  const known = isQuick.get(folder);
  if (known === true) {
    const clock = performance.now();
    try {
      return now();
    } finally {
      if (performance.now() - clock > quickMs) isQuick.set(folder, false);
    }
  }
  if (known === undefined) {
    if (isQuick.size >= foldersKept) isQuick.clear();
    isQuick.set(folder, false);
    void look(folder);
  }
  return later();
}

/** What is known of the disk of a folder holds for another way to it, too. */
export function sameDisk(folder: string, otherWay: string): void {
  const known = isQuick.get(folder);
  if (known !== undefined) isQuick.set(otherWay, known);
}

export function forgetDisk(folder: string): void {
  isQuick.delete(folder);
}
