import { constants } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { isSilent, onDisk, realPath } from '../files/disks.ts';
import { makeFolder } from '../files/make-folder.ts';
import { slowDriveOf } from '../files/mounts.ts';
import { canOpen, openFolder } from '../files/open-folder.ts';
import { percentEncode } from '../files/paths.ts';
import { linkWithoutReplacing, removeQuietly, temporaryPathIn } from '../files/atomic-rename.ts';
import { entryAt } from '../files/file-identity.ts';
import { createFolderSyncs } from '../files/folder-syncs.ts';
import { errorCode } from '../files/write-failure.ts';
import type { Trash } from '../ports.ts';

/** Where trashed files and the notes about them go. `top` is what paths in the notes are relative to; null: absolute. */
interface TrashFolder {
  readonly path: string;
  readonly top: string | null;
}

const deviceOf = async (path: string) => (await onDisk('lstat', path)).dev;

/** The highest folder on the same disk. */
async function topOf(folder: string, device: bigint): Promise<string> {
  let top = folder;
  while (dirname(top) !== top && (await deviceOf(dirname(top))) === device) top = dirname(top);
  return top;
}

/** A folder above which one was swapped for a link a moment ago looks like the top of its disk. */
async function isTop(top: string, device: bigint): Promise<boolean> {
  if (dirname(top) === top) return true;
  if (!canOpen()) return (await realPath(top)) === top;
  const above = await openFolder(dirname(top));
  above.close();
  return above.realPath === dirname(top) && !above.key.startsWith(`${device}:`);
}

async function makeParts({ path }: TrashFolder): Promise<void> {
  for (const part of ['files', 'info']) await makeFolder(join(path, part), { mode: 0o700 });
}

/** On the file's own disk where a trash can be made there, else the one at home. `folder` is the one it is in, without links. */
async function folderFor(file: string, folder: string, home: string): Promise<TrashFolder> {
  const atHome = { path: home, top: null };
  await makeParts(atHome);
  const device = await deviceOf(file);
  if ((await deviceOf(home)) === device) return atHome;
  const top = await topOf(folder, device);
  if (!(await isTop(top, device))) return atHome;
  const there = { path: join(top, `.Trash-${process.getuid?.() ?? 0}`), top };
  return makeParts(there).then(
    () => there,
    () => atHome,
  );
}

/** Also to another disk, by way of a copy. False if the name is taken. */
async function moveWithoutReplacing(
  from: string,
  to: string,
  flush: () => Promise<void>,
): Promise<boolean> {
  try {
    return await linkWithoutReplacing(from, to, flush);
  } catch (error) {
    if (errorCode(error) !== 'EXDEV') throw error;
  }
  const copy = temporaryPathIn(dirname(to));
  try {
    await copyWhole(from, copy);
    if (!(await linkWithoutReplacing(copy, to, flush))) return false;
    await onDisk('unlink', from).catch(async (error: unknown) => {
      // A drive that did not answer may do it yet: a file that is there twice is better than a lost one.
      if (!isSilent(error)) await onDisk('unlink', to);
      throw error;
    });
    return true;
  } finally {
    await removeQuietly(copy);
  }
}

/** Two names of one file: a drive that fell silent may have done half of what it was asked. */
async function isOneFile(one: string, other: string): Promise<boolean> {
  const [here, there] = await Promise.all([entryAt(one), entryAt(other)]);
  return here !== null && here.identity === there?.identity;
}

/** Bytes that even a slow drive moves in less than it may take for one answer. */
const partBytes = 4 * 1024 * 1024;

/** With its times and rights, flushed. A drive that may hang is asked for a part at a time: a large file may take longer than any answer. */
async function copyWhole(from: string, copy: string): Promise<void> {
  if ((slowDriveOf(from) ?? slowDriveOf(copy)) === null) {
    await onDisk('copyFile', from, copy, constants.COPYFILE_EXCL);
  } else {
    let copied = 0;
    for (let part = -1; part !== 0; copied += part) {
      part = await onDisk('copyPart', from, copy, { start: copied, bytes: partBytes });
    }
  }
  await onDisk('completeCopy', from, copy);
}

const unreserved = /[A-Za-z0-9/._~-]/;

function localTime(date: Date): string {
  const two = (count: number) => String(count).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

const infoOf = (trashed: string) =>
  join(dirname(dirname(trashed)), 'info', `${basename(trashed)}.trashinfo`);

/** Making the note first is what reserves a name among all programs. */
async function reserveName(
  folder: TrashFolder,
  {
    name: wanted,
    shown,
    flush,
  }: { readonly name: string; readonly shown: string; readonly flush: boolean },
): Promise<string> {
  const note = `[Trash Info]\nPath=${percentEncode(shown, unreserved)}\nDeletionDate=${localTime(new Date())}\n`;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}.${number}`;
    const trashed = join(folder.path, 'files', name);
    try {
      await onDisk('writeNew', infoOf(trashed), { text: note, mode: 0o600, flush });
      return trashed;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
}

const usualHome = () =>
  join(process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'Trash');

/**
 * The trash of Linux desktops, by the freedesktop.org specification: on the file's own disk, so that nothing is
 * copied, unless none can be made there. File managers show what is put there and can restore it, too.
 */
export function createFreedesktopTrash(home: string = usualHome()): Trash {
  const { sync } = createFolderSyncs();
  return {
    async put(path, { flushes, from = path, onNamed } = { flushes: false }) {
      const own = await realPath(dirname(from));
      const folder = await folderFor(from, own, home);
      const shown = folder.top === null ? path : relative(folder.top, join(own, basename(path)));
      const trashed = await reserveName(folder, { name: basename(path), shown, flush: flushes });
      await onNamed?.(trashed).catch(async (error: unknown) => {
        await removeQuietly(infoOf(trashed));
        throw error;
      });
      // A power cut must not take the old name and leave no new one.
      const flush = async () => {
        const places = [dirname(path), dirname(trashed), dirname(infoOf(trashed))];
        if (flushes) await sync([...places, folder.path, dirname(folder.path)]);
      };
      const isMoved = await moveWithoutReplacing(from, trashed, flush).catch(
        async (error: unknown) => {
          // With the note the file can be found again if it is in the trash after all.
          if (!isSilent(error)) await removeQuietly(infoOf(trashed));
          throw error;
        },
      );
      if (!isMoved) throw new Error('The trash holds a file that it has no note about.');
      return trashed;
    },
    async restore(trashedPath, to) {
      try {
        const flush = () => sync([dirname(to)]);
        const isMoved = await moveWithoutReplacing(trashedPath, to, flush);
        if (!isMoved && !(await isOneFile(trashedPath, to))) return false;
        if (!isMoved) await removeQuietly(trashedPath);
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return false;
        throw error;
      }
      await removeQuietly(infoOf(trashedPath));
      return true;
    },
  };
}
