import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { onDisk } from './disks.ts';
import { fingerprintOf } from './fingerprints.ts';
import { slowDriveOf } from './mounts.ts';
import { toNative } from './paths.ts';

/** A file as it was when it was opened. */
export interface OpenedFile {
  readonly facts: BigIntStats;
  /** So many of its first bytes, or all if there are fewer. */
  head(bytes: number): Promise<Uint8Array>;
  /** As many bytes as it had, once; whoever has it destroys it, and need not close the file. */
  stream(): Readable;
  close(): Promise<void>;
}

/** Something else may lie there by now: opening a pipe would wait for ever, and a link leads to somebody else's file. Not on Windows. */
const readFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** Bytes that a drive that may hang is asked for at a time. */
const partBytes = 1024 * 1024;

const ofHandle = (file: FileHandle, facts: BigIntStats): OpenedFile => ({
  facts,
  async head(bytes) {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  },
  // What is added meanwhile is not read.
  stream: () => file.createReadStream({ start: 0, end: Math.max(0, Number(facts.size) - 1) }),
  close: () => file.close(),
});

async function openHere(path: string): Promise<OpenedFile> {
  const file = await open(toNative(path), readFlags);
  try {
    return ofHandle(file, await file.stat({ bigint: true }));
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Nothing of such a drive is open in this process: it is asked for each part, and answers only for the file that was looked at. */
async function openOnDrive(path: string): Promise<OpenedFile> {
  const facts = await onDisk('lstat', path);
  const fingerprint = fingerprintOf(facts);
  const part = (start: number, bytes: number) =>
    onDisk('readPartOfSame', path, { start, bytes, fingerprint });
  async function* parts() {
    const size = Number(facts.size);
    for (let start = 0; start < size;) {
      // A drive may give fewer than it is asked for.
      const bytes = await part(start, partBytes);
      if (bytes.length === 0)
        throw Object.assign(new Error('the file ends early'), { code: 'EIO' });
      start += bytes.length;
      yield bytes;
    }
  }
  return {
    facts,
    head: (bytes) => part(0, bytes),
    stream: () => Readable.from(parts(), { objectMode: false }),
    close: () => Promise.resolve(),
  };
}

/** Rejects with the system's error; ELOOP for a link, where the system has such. */
export function openToRead(path: string): Promise<OpenedFile> {
  return slowDriveOf(path) === null ? openHere(path) : openOnDrive(path);
}
