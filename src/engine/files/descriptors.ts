import { close, closeSync, fsync, open, openSync, writev } from 'node:fs';
import { promisify } from 'node:util';
import { toNative } from './paths.ts';
import { onDiskOf } from './quick-disk.ts';

const [openLater, closeLater, write] = [promisify(open), promisify(close), promisify(writev)];

/** Files by their numbers: a handle of Node's waits for its thread pool to be opened and closed, which costs more than both. */
export const descriptors = {
  open: (path: string, flags: string, mode?: number) =>
    onDiskOf(
      path,
      () => openSync(toNative(path), flags, mode),
      () => openLater(toNative(path), flags, mode),
    ),
  /** Of what was opened by this path. */
  close: (descriptor: number, path: string) =>
    onDiskOf(
      path,
      () => closeSync(descriptor),
      () => closeLater(descriptor),
    ),
  /** All of them, one behind the other. */
  async write(descriptor: number, parts: readonly Uint8Array[]): Promise<void> {
    for (let left = [...parts]; left.length > 0;) {
      let { bytesWritten } = await write(descriptor, left);
      while (left[0] && bytesWritten >= left[0].length) bytesWritten -= left.shift()?.length ?? 0;
      if (left[0]) left[0] = left[0].subarray(bytesWritten);
    }
  },
  flush: promisify(fsync),
};
