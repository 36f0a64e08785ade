import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolderSync } from '../engine/files/index.ts';

const fullBytes = 1_000_000;

export type Log = (what: string, error: unknown) => void;

function wordsOf(error: unknown): string {
  if (error instanceof Error) return error.stack ?? error.message;
  return typeof error === 'string' ? error : JSON.stringify(error);
}

/** A file for bugs, in the app's own folder. A full one is kept once as `main.old.log`. Never throws. */
export function openLog(folder: string): Log {
  const file = join(folder, 'main.log');
  return (what, error) => {
    const line = `${new Date().toISOString()} ${what}: ${wordsOf(error)}\n`;
    try {
      makeFolderSync(folder);
      const sizeBytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      if (sizeBytes > fullBytes) renameSync(file, join(folder, 'main.old.log'));
      appendFileSync(file, line);
    } catch {
      process.stderr.write(line);
    }
  };
}
