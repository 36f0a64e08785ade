import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from 'commander';
import { keepCompiled } from './keep-compiled.ts';

const words = new Set(['serve', 'worker']);

/** Loads a module of the service. `url` is its file's. */
export type ImportService = (
  url: string,
) => Promise<{ readonly serviceCommands: () => readonly Command[] }>;

let importFile: ImportService = (url) => import(url);

/** Has the service's modules loaded in another way. */
export function importServiceBy(load: ImportService): void {
  importFile = load;
}

/** A file of the service, which lies beside the terminal in `src` as in `out`. `terminal` is the file of the terminal's entry. */
function serviceFile(terminal: string, ...path: readonly string[]): string {
  return `${join(dirname(dirname(terminal)), 'service', ...path)}${extname(terminal)}`;
}

/** Whether the first argument asks for the service. A file of that name is `./serve`. */
export function asksForService(typed: readonly string[]): boolean {
  return words.has(typed[0] ?? '');
}

/**
 * Runs the service, which reads the arguments itself and sets the exit code. It is found when asked for, so that a
 * run in the terminal never loads it. False where it is not: the desktop package does not carry it.
 */
export async function runService(terminal: string): Promise<boolean> {
  const entry = serviceFile(terminal, 'index');
  if (!existsSync(entry)) return false;
  keepCompiled(terminal);
  await importFile(pathToFileURL(entry).href);
  return true;
}

/** The command lines of `serve` and `worker`, for completion and the manual; none where the service is not. */
export async function serviceCommandLines(terminal: string): Promise<readonly Command[]> {
  const commandLines = serviceFile(terminal, 'command', 'command-lines');
  if (!existsSync(commandLines)) return [];
  const { serviceCommands } = await importFile(pathToFileURL(commandLines).href);
  return serviceCommands();
}
