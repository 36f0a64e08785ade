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
} from 'node:fs/promises';
import { fromBytes, toNative } from './paths.ts';
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

/** What is asked of disks, each by the path that it is about. Done in this process, or in one that can be abandoned. */
export const diskCalls = {
  stat: (path: string) => stat(toNative(path), { bigint: true }),
  lstat: (path: string) => lstat(toNative(path), { bigint: true }),
  statfs: (path: string) => statfs(toNative(path)),
  realpath: async (path: string) => fromBytes(await realpath(toNative(path), 'buffer')),
  access: (path: string, mode: number) => access(toNative(path), mode),
  mkdir: (path: string, mode?: number) => mkdir(toNative(path), mode === undefined ? {} : { mode }),
  link: (path: string, to: string) => link(toNative(path), toNative(to)),
  rename: (path: string, to: string) => rename(toNative(path), toNative(to)),
  copyFile: (path: string, to: string, mode: number) =>
    copyFile(toNative(path), toNative(to), mode),
  unlink: (path: string) => unlink(toNative(path)),
  /** Makes an empty file; rejects if there is one. */
  async hold(path: string) {
    const file = await open(toNative(path), 'wx');
    await file.close();
  },
  async flush(path: string) {
    await using file = await open(toNative(path), 'r');
    await file.sync();
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
