import { type BigIntStats, constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { isSilent, onDisk } from './disks.ts';
import { isUnmodified, type WrittenFile } from './file-identity.ts';
import { fingerprintOf } from './fingerprints.ts';
import { slowDriveOf } from './mounts.ts';
import { toNative } from './paths.ts';
import { errorCode } from './write-failure.ts';

/** Something else may lie there by now: opening a pipe would wait for ever, and a link is nothing that a task made. Not on Windows. */
const readFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** Bytes that a drive that may hang is asked for at a time. */
const partBytes = 1024 * 1024;

/** Why a file that a task made cannot be had. */
export type NotAsMade = 'gone' | 'changed' | 'unreadable';

/** Whoever has it destroys the stream. */
export interface OpenedMade {
  readonly stream: Readable;
  readonly sizeBytes: number;
  readonly date: Date;
}

/** Files that tasks made, as long as they are as they were made. */
export interface MadeFiles {
  /** Null if it is as it was made. */
  readonly look: (made: WrittenFile) => Promise<NotAsMade | null>;
  readonly open: (made: WrittenFile) => Promise<OpenedMade | NotAsMade>;
  /** Whether the drive of this path did not answer before. */
  readonly isSilent: (path: string) => boolean;
}

function reasonOf(error: unknown): NotAsMade {
  const code = errorCode(error);
  if (code === 'ELOOP') return 'changed';
  return ['ENOENT', 'ENOTDIR'].includes(code) ? 'gone' : 'unreadable';
}

async function openHere(made: WrittenFile): Promise<OpenedMade | NotAsMade> {
  const file = await open(toNative(made.path), readFlags);
  const facts = await file.stat();
  const { mtime: date, size: sizeBytes } = facts;
  if (isUnmodified(facts, made)) return { stream: file.createReadStream(), date, sizeBytes };
  await file.close();
  return 'changed';
}

async function* partsOf(path: string, facts: BigIntStats) {
  const fingerprint = fingerprintOf(facts);
  for (let start = 0; start < facts.size; start += partBytes)
    yield await onDisk('readPartOfSame', path, { start, bytes: partBytes, fingerprint });
}

/** Nothing of a drive that may hang is opened in this process. One that did not answer once is not asked again. */
export function createMadeFiles(): MadeFiles {
  const silent = new Set<string>();
  const isKnownSilent = (path: string) => silent.has(slowDriveOf(path) ?? '');

  async function unlessSilent<Found>(
    { path }: WrittenFile,
    ask: (drive: string | null) => Promise<Found>,
  ): Promise<Found | NotAsMade> {
    const drive = slowDriveOf(path);
    if (silent.has(drive ?? '')) return 'unreadable';
    try {
      return await ask(drive);
    } catch (error) {
      if (drive !== null && isSilent(error)) silent.add(drive);
      return reasonOf(error);
    }
  }

  async function openOther(made: WrittenFile): Promise<OpenedMade | NotAsMade> {
    const facts = await onDisk('lstat', made.path);
    if (!isUnmodified(facts, made)) return 'changed';
    const stream = Readable.from(partsOf(made.path, facts), { objectMode: false });
    return { stream, sizeBytes: made.sizeBytes, date: new Date(Number(facts.mtimeMs)) };
  }

  return {
    look: (made) =>
      unlessSilent(made, async () =>
        isUnmodified(await onDisk('lstat', made.path), made) ? null : 'changed',
      ),
    open: (made) =>
      unlessSilent(made, (drive) => (drive === null ? openHere(made) : openOther(made))),
    isSilent: isKnownSilent,
  };
}
