import type { Readable } from 'node:stream';
import { isSilent, onDisk } from './disks.ts';
import { isUnmodified, type WrittenFile } from './file-identity.ts';
import { slowDriveOf } from './mounts.ts';
import { openToRead } from './open-to-read.ts';
import { errorCode } from './write-failure.ts';

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

async function openMade(made: WrittenFile): Promise<OpenedMade | NotAsMade> {
  const file = await openToRead(made.path);
  const { facts } = file;
  if (isUnmodified(facts, made)) {
    const date = new Date(Number(facts.mtimeMs));
    return { stream: file.stream(), sizeBytes: made.sizeBytes, date };
  }
  await file.close();
  return 'changed';
}

async function lookAt(made: WrittenFile): Promise<NotAsMade | null> {
  return isUnmodified(await onDisk('lstat', made.path), made) ? null : 'changed';
}

/** A drive that may hang and did not answer once is not asked again. */
export function createMadeFiles(): MadeFiles {
  const silent = new Set<string>();

  const unlessSilent =
    <Found>(ask: (made: WrittenFile) => Promise<Found>) =>
    async (made: WrittenFile): Promise<Found | NotAsMade> => {
      const drive = slowDriveOf(made.path);
      if (silent.has(drive ?? '')) return 'unreadable';
      try {
        return await ask(made);
      } catch (error) {
        if (drive !== null && isSilent(error)) silent.add(drive);
        return reasonOf(error);
      }
    };

  return {
    look: unlessSilent(lookAt),
    open: unlessSilent(openMade),
    isSilent: (path) => silent.has(slowDriveOf(path) ?? ''),
  };
}
