import type { BigIntStats } from 'node:fs';
import {
  access,
  constants,
  copyFile,
  type FileHandle,
  link,
  lstat,
  lutimes,
  mkdir,
  open,
  readdir,
  realpath,
  rename,
  rmdir,
  stat,
  statfs,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { fingerprintOf, identityOf, timeToSet } from './fingerprints.ts';
import { keepFolder, leaveFolder, reachMarked } from './kept-folders.ts';
import { readMark } from './marked-path.ts';
import { fromBytes, toNative } from './paths.ts';
import type { UnreadCode } from './read-small-file-now.ts';
import { withFile } from './with-file.ts';
import { errorCode } from './write-failure.ts';

/** O_TMPFILE, which Node does not name. The same on every processor that Node runs on. */
const withoutName = 0o20000000;
/** Answers of disks and systems that have no such files. */
const noUnnamed = new Set(['EOPNOTSUPP', 'ENOTSUP', 'EISDIR', 'ENOSYS', 'EINVAL']);

async function openUnnamed(folder: string): Promise<FileHandle | null> {
  if (process.platform !== 'linux') return null;
  const flags = withoutName | constants.O_DIRECTORY | constants.O_WRONLY;
  return open(toNative(folder), flags, 0o600).catch((error: unknown) => {
    if (noUnnamed.has(errorCode(error))) return null;
    throw error;
  });
}

export interface PartToCopy {
  readonly start: number;
  readonly bytes: number;
}

/** `made` says which file it is, as `identityOf` tells it; null for one that is to be made. */
export interface PartToWrite {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly made: string | null;
}

export interface NewText {
  readonly text: string;
  readonly mode: number;
  readonly flush: boolean;
}

export interface PartToRead extends PartToCopy {
  readonly mostBytes: number;
}

/** `fingerprint` as `fingerprintOf` tells it. */
export interface PartOfSame extends PartToCopy {
  readonly fingerprint: string;
}

const otherFile = () => Object.assign(new Error('another file is there'), { code: 'ESTALE' });

/** Windows has neither. */
const careful = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const openOwn = (path: string, flags: number) => open(toNative(path), flags | careful);
const isOwnFile = (facts: BigIntStats) => facts.isFile() && facts.nlink === 1n;

/** What is asked of disks, each by the path that it is about. Done in this process, or in one that can be abandoned. */
export const diskCalls = {
  keepFolder,
  leaveFolder: (_path: string, { marked }: { readonly marked: string }) => leaveFolder(marked),
  stat: (path: string) => stat(toNative(path), { bigint: true }),
  lstat: (path: string) => lstat(toNative(path), { bigint: true }),
  statfs: (path: string) => statfs(toNative(path)),
  realpath: async (path: string) => fromBytes(await realpath(toNative(path), 'buffer')),
  access: (path: string, mode: number) => access(toNative(path), mode),
  mkdir: (path: string, mode?: number) => mkdir(toNative(path), mode === undefined ? {} : { mode }),
  link: (path: string, to: string) => link(toNative(path), toNative(to)),
  rename: (path: string, to: string) => rename(toNative(path), toNative(to)),
  /** If what is there is still the file that had this fingerprint; else false, with nothing done. */
  async renameOverSame(path: string, to: string, fingerprint: string) {
    const facts = await lstat(toNative(to), { bigint: true }).catch((error: unknown) => {
      if (errorCode(error) !== 'ENOENT') throw error;
      return null;
    });
    const isSame = facts !== null && fingerprintOf(facts) === fingerprint;
    if (isSame) await rename(toNative(path), toNative(to));
    return isSame;
  },
  copyFile: (path: string, to: string, mode: number) =>
    copyFile(toNative(path), toNative(to), mode),
  unlink: (path: string) => unlink(toNative(path)),
  rmdir: (path: string) => rmdir(toNative(path)),
  /**
   * Copies so many bytes at most, from `start` on, into a file that is new when that is 0 and that only its owner may read. Answers with how
   * many; 0 at the end. Each part is flushed by itself: a drive may take longer than any answer for all of them.
   */
  async copyPart(path: string, to: string, { start, bytes }: PartToCopy): Promise<number> {
    const opening = () => open(toNative(to), start === 0 ? 'wx' : 'r+', 0o600);
    return withFile(open(toNative(path), 'r'), (source) =>
      withFile(opening(), async (target) => {
        const part = Buffer.allocUnsafe(bytes);
        const { bytesRead } = await source.read(part, 0, bytes, start);
        if (bytesRead === 0) return 0;
        const { bytesWritten } = await target.write(part, 0, bytesRead, start);
        await target.datasync();
        return bytesWritten;
      }),
    );
  },
  /** Gives a copy the times and rights of a file, and flushes it. */
  async completeCopy(path: string, to: string) {
    const { atime, mtime, mode } = await stat(toNative(path));
    await withFile(open(toNative(to), 'r+'), async (file) => {
      await file.chmod(mode & 0o7777);
      await file.utimes(atime, mtime);
      await file.sync();
    });
  },
  setModified: (path: string, { modifiedMs }: { readonly modifiedMs: number }) =>
    lutimes(toNative(path), timeToSet(modifiedMs), timeToSet(modifiedMs)),
  /** Rejects if there is one. */
  writeNew: (path: string, { text, mode, flush }: NewText) =>
    writeFile(toNative(path), text, { flag: 'wx', mode, flush }),
  /**
   * Writes a part of a new file, flushes it and answers with which file that is. Never through a link, nor into another file that has the name
   * by then. Each part by itself: a drive may take longer than any answer for all of them.
   */
  async writePart(path: string, { bytes, start, made }: PartToWrite): Promise<string> {
    const making = made === null ? constants.O_CREAT | constants.O_EXCL : 0;
    const flags = constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0) | making;
    return withFile(open(toNative(path), flags), async (file) => {
      const found = identityOf(await file.stat({ bigint: true }));
      if (made !== null && found !== made) throw otherFile();
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await file.write(bytes, done, bytes.length - done, start + done);
        done += bytesWritten;
      }
      await file.datasync();
      return found;
    });
  },
  /**
   * Adds to a file that only has this name, and is made if it is missing; never through a link. Does nothing to one that has another name as
   * well: it might be anybody's.
   */
  appendToOwn: (path: string, { text }: { readonly text: string }) =>
    withFile(
      openOwn(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT),
      async (file) => {
        if (isOwnFile(await file.stat({ bigint: true }))) await file.appendFile(text);
      },
    ),
  /** A part of such a file; null for one that is not, or is larger. */
  readPartOfOwn: (path: string, { start, bytes, mostBytes }: PartToRead): Promise<Buffer | null> =>
    withFile(openOwn(path, constants.O_RDONLY), async (file) => {
      const facts = await file.stat({ bigint: true });
      if (!isOwnFile(facts) || facts.size > mostBytes) return null;
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(bytes), 0, bytes, start);
      return buffer.subarray(0, bytesRead);
    }),
  names: (folder: string) => readdir(toNative(folder)),
  /** The text of a file that a person put there, links followed. A pipe does not hold it up, nor does a huge file. */
  readSmall: (path: string, mostBytes: number): Promise<Result<string, UnreadCode>> =>
    withFile(open(toNative(path), withoutWaiting), async (file) => {
      const facts = await file.stat();
      if (!facts.isFile()) return notOk('no-file');
      return facts.size > mostBytes ? notOk('too-large') : ok(await file.readFile('utf8'));
    }),
  /** A part of a file that still has this fingerprint; rejects if it has another, or is a link. */
  readPartOfSame: (path: string, { start, bytes, fingerprint }: PartOfSame): Promise<Buffer> =>
    withFile(openOwn(path, constants.O_RDONLY), async (file) => {
      if (fingerprintOf(await file.stat({ bigint: true })) !== fingerprint) throw otherFile();
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(bytes), 0, bytes, start);
      return buffer.subarray(0, bytesRead);
    }),
  /** Makes an empty file; rejects if there is one. */
  async hold(path: string) {
    const file = await open(toNative(path), 'wx');
    await file.close();
  },
  /** Makes the file if it is missing. */
  async tryToOpen(path: string) {
    const flags = constants.O_RDONLY | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
    const file = await open(toNative(path), flags, 0o600);
    await file.close();
  },
  async flush(path: string) {
    await withFile(open(toNative(path), 'r'), (file) => file.sync());
  },
  /** Writes so many bytes into the folder: in a file without a name where there are such, and in this one, which is removed, elsewhere. */
  async tryToWrite(folder: string, bytes: number, named: string) {
    const unnamed = await openUnnamed(folder);
    const file = unnamed ?? (await open(toNative(named), 'wx'));
    try {
      await file.write(Buffer.alloc(bytes));
    } finally {
      await file.close().catch(() => undefined);
      if (!unnamed) await unlink(toNative(named)).catch(() => undefined);
    }
  },
} as const;

export type DiskCalls = typeof diskCalls;
export type DiskCall = keyof DiskCalls;

/** Makes a call whose paths may be marked (`markedPath`): such a one is reached in the folder that it means, or the call rejects. */
export async function callDisk(call: DiskCall, given: readonly unknown[]): Promise<unknown> {
  const at = given.findIndex((one) => typeof one === 'string' && readMark(one) !== null);
  const path = given[at];
  if (typeof path === 'string')
    return reachMarked(path, (reached) => callDisk(call, given.with(at, reached)));
  const does: (...given: never[]) => Promise<unknown> = diskCalls[call];
  return Reflect.apply(does, null, given);
}
