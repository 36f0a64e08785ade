import type { Stats } from 'node:fs';

/** File systems keep times in steps of up to two seconds (FAT). */
const clockStepMs = 2000;

/** What the history knows of a file that a task wrote. `finishedAt` in milliseconds since 1970. */
export interface WrittenFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly finishedAt: number;
}

/** Whether the file there now is still the one that the task left. */
export function isUnmodified(facts: Stats, made: WrittenFile): boolean {
  const isLater = facts.mtimeMs > made.finishedAt + clockStepMs;
  return facts.isFile() && !isLater && facts.size === made.sizeBytes;
}
