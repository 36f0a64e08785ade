import {
  type BigIntStats,
  close as closeLater,
  closeSync,
  fstat,
  fstatSync,
  open,
  openSync,
  readlinkSync,
} from 'node:fs';
import { readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { leaveOnDisk, onDisk } from './disks.ts';
import { identityOf } from './fingerprints.ts';
import { descriptorPath, folderFlags, hasDescriptors } from './folder-descriptor.ts';
import { markedPath } from './marked-path.ts';
import { forgetPlace, slowDriveOf } from './mounts.ts';
import { fromBytes, toNative } from './paths.ts';
import { forgetDisk, onDiskOf, sameDisk } from './quick-disk.ts';

/** A folder itself: whatever is renamed or linked above it, its entries are reached in it. */
export interface OpenFolder {
  /** Where it was when it was opened, without links. */
  readonly realPath: string;
  /** As `identityOf` tells it. */
  readonly key: string;
  /** Another path of it, for as long as it is open. On a drive that may hang only calls through `onDisk` know it. */
  readonly path: string;
  /** How to reach the entry of this path. */
  at(path: string): string;
  close(): void;
}

const openPlain = promisify(open);
const statPlain = promisify(fstat);

interface Found {
  readonly where: Buffer;
  readonly facts: BigIntStats;
}

function opened(path: string, { where, facts }: Found, closeIt: () => void): OpenFolder {
  const realPath = fromBytes(where);
  sameDisk(realPath, path);
  const close = () => {
    forgetDisk(path);
    forgetPlace(path);
    closeIt();
  };
  const at: OpenFolder['at'] = (entry) => join(path, basename(entry));
  return { realPath, key: identityOf(facts), path, at, close };
}

function openNow(native: string | Buffer): OpenFolder {
  const descriptor = openSync(native, folderFlags);
  const path = descriptorPath(descriptor);
  const close = () => closeSync(descriptor);
  try {
    const where = readlinkSync(path, 'buffer');
    return opened(path, { where, facts: fstatSync(descriptor, { bigint: true }) }, close);
  } catch (error) {
    close();
    throw error;
  }
}

async function openSoon(native: string | Buffer): Promise<OpenFolder> {
  const descriptor = await openPlain(native, folderFlags);
  const path = descriptorPath(descriptor);
  const close = () => closeLater(descriptor, () => undefined);
  try {
    const where = await readlink(path, 'buffer');
    return opened(path, { where, facts: await statPlain(descriptor, { bigint: true }) }, close);
  } catch (error) {
    close();
    throw error;
  }
}

/** On a drive that may hang: held by the process that asks it, as long as that is not abandoned. */
async function keepOnDrive(drive: string, path: string): Promise<OpenFolder> {
  const { realPath, key } = await onDisk('keepFolder', path);
  const held = markedPath(realPath, key);
  const at: OpenFolder['at'] = (entry) => join(held, basename(entry));
  return { realPath, key, path: held, at, close: () => leaveOnDisk(drive, held) };
}

/** False where the system has no way to a folder but its path. */
export const canOpen = () => hasDescriptors();

/** Whether `open` and the like of this process know the paths in such a folder. Not on a drive that may hang: another process asks that. */
export const canOpenHere = (path: string) => hasDescriptors() && slowDriveOf(path) === null;

/** Follows links. Only where folders `canOpen`; rejects with the system's error. */
export function openFolder(path: string): Promise<OpenFolder> {
  const drive = slowDriveOf(path);
  if (drive !== null) return keepOnDrive(drive, path);
  const native = toNative(path);
  return onDiskOf(
    join(path, 'entry'),
    () => openNow(native),
    () => openSoon(native),
  );
}
