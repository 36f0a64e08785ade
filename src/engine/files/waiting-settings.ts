import { join } from 'node:path';
import { numbered } from '../../shared/paths/safe-segment.ts';
import { writeAtomically } from './atomic-write.ts';
import { removeQuietly } from './atomic-rename.ts';
import { writeNewFile } from './new-file.ts';
import { readSmallFile, type UnreadCode } from './read-small-file.ts';
import type { Result } from '../../shared/result.ts';

/** A settings file that is to be taken over, in the app's folder. */
export interface WaitingSettings {
  readonly path: string;
  readonly text: Result<string, UnreadCode>;
}

const name = 'taking-over.json';

/**
 * Puts a settings file where the app takes it over: at once, or at its next start. So all of it is taken over or nothing, whatever ends the
 * program in between. Answers with its path.
 */
export async function leaveSettings(folder: string, text: string): Promise<string> {
  const target = { path: join(folder, name), replaces: false };
  return (await writeAtomically(target, (temporary) => writeNewFile(temporary, text))).path;
}

/** Those that wait, in the order in which they came. */
export async function waitingSettings(
  folder: string,
  mostBytes: number,
): Promise<readonly WaitingSettings[]> {
  const found: WaitingSettings[] = [];
  for (let number = 1; ; number += 1) {
    const path = join(folder, numbered(name, number));
    const text = await readSmallFile(path, mostBytes);
    if (!text.ok && text.problem === 'absent') return found;
    found.push({ path, text });
  }
}

/** The last one first: who dies meanwhile leaves no gap before one that still waits. */
export async function removeWaiting(waiting: readonly Pick<WaitingSettings, 'path'>[]) {
  for (const { path } of waiting.toReversed()) await removeQuietly(path);
}
