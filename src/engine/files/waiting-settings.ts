import { join } from 'node:path';
import { numbered } from '../../shared/paths/safe-segment.ts';
import { writeAtomically } from './atomic-write.ts';
import { removeQuietly } from './atomic-rename.ts';
import { onDisk } from './disks.ts';
import { writeNewFile } from './new-file.ts';
import { readSmallFile } from './read-small-file.ts';
import type { UnreadCode } from './read-small-file-now.ts';
import { errorCode } from './write-failure.ts';
import type { Result } from '../../shared/result.ts';

/** A settings file that is to be taken over, in the app's folder. */
export interface WaitingSettings {
  readonly path: string;
  readonly text: Result<string, UnreadCode>;
}

const name = 'taking-over.json';

const ownName = /^taking-over(?: \((\d{1,9})\))?\.json$/;

/** In the order in which they came. None where the folder cannot be listed. */
async function waitingNumbers(folder: string): Promise<number[]> {
  const names = await onDisk('names', folder).catch(() => []);
  const found = names.map((one) => ownName.exec(one)).filter((one) => one !== null);
  return found.map(([, number]) => Number(number ?? 1)).toSorted((a, b) => a - b);
}

/**
 * Puts a settings file where the app takes it over: at once, or at its next start. So all of it is taken over or nothing, whatever ends the
 * program in between. Answers with its path.
 */
export async function leaveSettings(folder: string, text: string): Promise<string> {
  // After all that wait, not where one of them was.
  const last = (await waitingNumbers(folder)).at(-1) ?? 0;
  for (let number = last + 1; ; number += 1) {
    const target = { path: join(folder, numbered(name, number)), replaces: false };
    try {
      const write = (temporary: string) => writeNewFile(temporary, text);
      return (await writeAtomically({ ...target, isOnlyName: true }, write)).path;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
}

/** Those that wait, in the order in which they came. */
export async function waitingSettings(
  folder: string,
  mostBytes: number,
): Promise<readonly WaitingSettings[]> {
  const found: WaitingSettings[] = [];
  for (const number of await waitingNumbers(folder)) {
    const path = join(folder, numbered(name, number));
    const text = await readSmallFile(path, mostBytes);
    if (text.ok || text.problem !== 'absent') found.push({ path, text });
  }
  return found;
}

/** The first one first: who dies meanwhile leaves the newest, which is taken over last again. */
export async function removeWaiting(waiting: readonly Pick<WaitingSettings, 'path'>[]) {
  for (const { path } of waiting) await removeQuietly(path);
}
