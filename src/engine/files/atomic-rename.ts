import { randomBytes } from 'node:crypto';
import { constants, linkSync, lstatSync, renameSync, unlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isSilent, onDisk } from './disks.ts';
import { fingerprintOf } from './fingerprints.ts';
import { slowDriveOf } from './mounts.ts';
import { toNative } from './paths.ts';
import { onDiskOf } from './quick-disk.ts';
import { errorCode } from './write-failure.ts';

/** A hidden path in `folder` that nobody else has. Short enough to fit wherever the final name does. */
export function temporaryPathIn(folder: string): string {
  return join(folder, `.thumbline-${randomBytes(8).toString('hex')}.part`);
}

const temporaryName = /^\.thumbline-[0-9a-f]{16}\.part$/;

/** Whether only we can have given a file this name. */
export const isTemporaryPath = (path: string) => temporaryName.test(basename(path));

/** Where an older file of the final name is kept until all results of a picture are in place. */
export const keptPathOf = (temporaryPath: string) => temporaryPath.replace(/\.part$/, '.old.part');

/** Error codes of file systems without hard links: FAT, exFAT, some network disks. */
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL']);

async function moveWithoutLinks(temporary: string, final: string): Promise<void> {
  await onDisk('hold', final);
  await onDisk('rename', temporary, final).catch(async (error: unknown) => {
    // A drive that did not answer may do it yet: an empty file too many is better than a lost one.
    if (!isSilent(error)) await removeQuietly(final);
    throw error;
  });
}

/** `rm` would call `lstat` first. */
async function remove(path: string): Promise<void> {
  const native = toNative(path);
  try {
    await onDiskOf(
      path,
      () => unlinkSync(native),
      () => onDisk('unlink', path),
    );
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

/**
 * Gives the file its final name and never replaces another file. False if the name is taken; rejects on any other error. `flush` is waited
 * for while the file has both names, where it can.
 */
export async function linkWithoutReplacing(
  temporary: string,
  final: string,
  flush: () => Promise<void> = () => Promise.resolve(),
): Promise<boolean> {
  try {
    const [from, to] = [toNative(temporary), toNative(final)];
    const later = () => onDisk('link', temporary, final);
    const isBeside = dirname(temporary) === dirname(final);
    const linked =
      isBeside || slowDriveOf(temporary) === null
        ? onDiskOf(final, () => linkSync(from, to), later)
        : later();
    await linked.catch(async (error: unknown) => {
      if (!noLinks.has(errorCode(error))) throw error;
      await moveWithoutLinks(temporary, final);
    });
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
  await flush();
  await remove(temporary);
  return true;
}

/** Gives the file its final name in one step and replaces what was there. */
export async function renameOver(temporary: string, final: string): Promise<void> {
  await onDisk('rename', temporary, final);
}

/**
 * The same, if what is there is still the file that had this fingerprint. False, with nothing done, if it is another one by now
 * or gone.
 */
export function renameOverSame(
  temporary: string,
  final: string,
  fingerprint: string,
): Promise<boolean> {
  const [from, to] = [toNative(temporary), toNative(final)];
  return onDiskOf(
    final,
    () => {
      const facts = lstatSync(to, { bigint: true, throwIfNoEntry: false });
      const isSame = facts !== undefined && fingerprintOf(facts) === fingerprint;
      if (isSame) renameSync(from, to);
      return isSame;
    },
    () => onDisk('renameOverSame', temporary, final, fingerprint),
  );
}

/** Keeps what is at `path` under a second name, without copying where the disk can. False if nothing is there. */
export async function keepCopy(path: string, copy: string): Promise<boolean> {
  try {
    await onDisk('link', path, copy).catch(async (error: unknown) => {
      if (!noLinks.has(errorCode(error))) throw error;
      await onDisk('copyFile', path, copy, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Ignores every error: the file may be gone already. */
export async function removeQuietly(path: string): Promise<void> {
  await remove(path).catch(() => undefined);
}
