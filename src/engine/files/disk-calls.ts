import {
  access,
  constants,
  copyFile,
  type FileHandle,
  link,
  lstat,
  mkdir,
  open,
  realpath,
  rename,
  stat,
  statfs,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { fingerprintOf } from './fingerprints.ts';
import { keepFolder, leaveFolder, reachMarked } from './kept-folders.ts';
import { readMark } from './marked-path.ts';
import { fromBytes, toNative } from './paths.ts';
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

export interface NewText {
  readonly text: string;
  readonly mode: number;
  readonly flush: boolean;
}

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
  /** Rejects if there is one. */
  writeNew: (path: string, { text, mode, flush }: NewText) =>
    writeFile(toNative(path), text, { flag: 'wx', mode, flush }),
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
