import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const words = new Set(['serve', 'worker']);
const entry = join(import.meta.dirname, '..', 'service', 'index.ts');

/** Whether the first argument asks for the service. A file of that name is `./serve`. */
export function asksForService(typed: readonly string[]): boolean {
  return words.has(typed[0] ?? '');
}

/**
 * Runs the service, which reads the arguments itself and sets the exit code. It is found when asked for, so that a
 * run in the terminal never loads it. False where it is not: the desktop package does not carry it.
 */
export async function runService(): Promise<boolean> {
  if (!existsSync(entry)) return false;
  await import(pathToFileURL(entry).href);
  return true;
}
