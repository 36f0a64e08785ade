import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from 'commander';

const words = new Set(['serve', 'worker']);
const service = join(import.meta.dirname, '..', 'service');
const entry = join(service, 'index.ts');
const commandLines = join(service, 'command', 'command-lines.ts');

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

/** The command lines of `serve` and `worker`, for completion and the manual; none where the service is not. */
export async function serviceCommandLines(): Promise<readonly Command[]> {
  if (!existsSync(commandLines)) return [];
  const { serviceCommands }: { readonly serviceCommands: () => readonly Command[] } = await import(
    pathToFileURL(commandLines).href
  );
  return serviceCommands();
}
