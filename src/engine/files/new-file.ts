import { type FileHandle, open } from 'node:fs/promises';
import { onDisk } from './disks.ts';
import { readMark } from './marked-path.ts';
import { slowDriveOf } from './mounts.ts';
import { toNative } from './paths.ts';

/** A new file that is written from its start to its end. */
export interface NewFile {
  /** Kept in memory until there is enough to be worth a call. */
  write(part: Uint8Array | string): Promise<void>;
  /** Writes what is left and flushes all; answers with the size. Bytes. */
  finish(): Promise<number>;
  close(): Promise<void>;
}

/** Where parts go. `end` flushes. */
interface Sink extends Pick<NewFile, 'close'> {
  put(bytes: Buffer, start: number): Promise<void>;
  end(): Promise<void>;
}

/** Bytes of a part: one for a disk is a call, one for a drive that may hang a message, a flush and a call. */
const partBytes = 256 * 1024;
const drivePartBytes = 1024 * 1024;

const intoHandle = (file: FileHandle): Sink => ({
  put: (bytes) => file.writeFile(bytes),
  end: () => file.sync(),
  close: () => file.close(),
});

/** Nothing of such a drive is open in this process: it is asked for each part, and flushes each. */
function intoDrive(path: string): Sink {
  let made: string | null = null;
  return {
    async put(bytes, start) {
      made = await onDisk('writePart', path, { bytes, start, made });
    },
    end: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

/** Rejects with EEXIST if there is one. Who closes it before it is finished removes it. */
export async function createNewFile(path: string): Promise<NewFile> {
  const isSlow = readMark(path) !== null || slowDriveOf(path) !== null;
  const sink = isSlow ? intoDrive(path) : intoHandle(await open(toNative(path), 'wx'));
  const enough = isSlow ? drivePartBytes : partBytes;
  let sizeBytes = 0;
  let held: Uint8Array[] = [];
  let heldBytes = 0;

  const put = async () => {
    const bytes = Buffer.concat(held);
    held = [];
    heldBytes = 0;
    for (let at = 0; at === 0 || at < bytes.length; at += enough) {
      const part = bytes.subarray(at, at + enough);
      await sink.put(part, sizeBytes);
      sizeBytes += part.length;
    }
  };
  if (isSlow) await put();

  return {
    async write(part) {
      const bytes = typeof part === 'string' ? Buffer.from(part) : part;
      held.push(bytes);
      heldBytes += bytes.length;
      if (heldBytes >= enough) await put();
    },
    async finish() {
      if (heldBytes > 0) await put();
      await sink.end();
      return sizeBytes;
    },
    close: () => sink.close(),
  };
}

/** The whole file, flushed. Rejects with EEXIST if there is one. */
export async function writeNewFile(path: string, content: Uint8Array | string): Promise<void> {
  const file = await createNewFile(path);
  try {
    await file.write(content);
    await file.finish();
  } finally {
    await file.close();
  }
}
