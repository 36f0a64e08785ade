import {
  access,
  copyFile,
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
  /** Writes a file of so many bytes and removes it. */
  async tryToWrite(path: string, bytes: number) {
    const file = await open(toNative(path), 'wx');
    try {
      await file.write(Buffer.alloc(bytes));
    } finally {
      await file.close().catch(() => undefined);
      await unlink(toNative(path)).catch(() => undefined);
    }
  },
} as const;

export type DiskCalls = typeof diskCalls;
export type DiskCall = keyof DiskCalls;
