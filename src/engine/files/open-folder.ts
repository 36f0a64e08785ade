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
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { once } from '../../shared/once.ts';
import { identityOf } from './file-identity.ts';
import { slowDriveOf } from './mounts.ts';
import { fromBytes, toNative } from './paths.ts';
import { forgetDisk, onDiskOf, sameDisk } from './quick-disk.ts';

/** A path leads to another folder than it did. */
export const otherFolder = () =>
  Object.assign(new Error('another folder is there'), { code: 'ESTALE' });

/** A folder itself: whatever is renamed or linked above it, its entries are reached in it. */
export interface OpenFolder {
  /** Where it was when it was opened, without links. */
  readonly realPath: string;
  /** As `identityOf` tells it. */
  readonly key: string;
  /** Another path of it, for as long as it is open. */
  readonly path: string;
  /** How to reach the entry of this path. */
  at(path: string): string;
  close(): void;
}

/** Linux leads from there to the folder itself, not to its name. */
const descriptors = '/proc/self/fd';
const isLinux = once(() => process.platform === 'linux' && existsSync(descriptors));

/** O_PATH, which Node does not name: it asks for no right to read the folder. The same on every processor that Node runs on. */
const pathOnly = 0o10000000;
const flags = pathOnly | (constants.O_DIRECTORY ?? 0);

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
    closeIt();
  };
  const at: OpenFolder['at'] = (entry) => join(path, basename(entry));
  return { realPath, key: identityOf(facts), path, at, close };
}

function openNow(native: string | Buffer): OpenFolder {
  const descriptor = openSync(native, flags);
  const path = join(descriptors, String(descriptor));
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
  const descriptor = await openPlain(native, flags);
  const path = join(descriptors, String(descriptor));
  const close = () => closeLater(descriptor, () => undefined);
  try {
    const where = await readlink(path, 'buffer');
    return opened(path, { where, facts: await statPlain(descriptor, { bigint: true }) }, close);
  } catch (error) {
    close();
    throw error;
  }
}

/** False where the system has no way to a folder but its path, and on a drive that may hang: another process asks that. */
export const canOpen = (path: string) => isLinux() && slowDriveOf(path) === null;

/** Follows links. Only for what `canOpen`; rejects with the system's error. */
export function openFolder(path: string): Promise<OpenFolder> {
  const native = toNative(path);
  return onDiskOf(
    join(path, 'entry'),
    () => openNow(native),
    () => openSoon(native),
  );
}
