import type { Stats } from 'node:fs';

/** File systems keep times in steps of up to two seconds (FAT). */
const clockStepMs = 2000;

/** What the history knows of a file that a task wrote. `finishedAt` in milliseconds since 1970. */
export interface MadeFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly finishedAt: number;
}

/** Whether the file there now is still the one that the task left. */
export function isAsMade(facts: Stats, made: MadeFile): boolean {
  const isLater = facts.mtimeMs > made.finishedAt + clockStepMs;
  return facts.isFile() && !isLater && facts.size === made.sizeBytes;
}
