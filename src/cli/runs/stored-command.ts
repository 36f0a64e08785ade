import { hash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isAway, toNative, wakeDrives } from '../../engine/files/index.ts';
import { recipeKey } from '../../engine/index.ts';
import type { Request } from '../args/choose-recipe.ts';
import type { WantedFile } from '../args/choose-savings.ts';

/** What was typed to begin a run, so that it can go on. */
export interface StoredCommand {
  readonly cwd: string;
  /** Without a token: that is a secret. */
  readonly words: readonly string[];
  /** Everything that was named, also in a list; absolute. */
  readonly paths: readonly string[];
  /** The same for commands that make the same of a picture. */
  readonly key: string;
  /** Hidden files that it may leave behind beside its results. */
  readonly temporaryPaths: readonly string[];
  /** Nothing of it is kept once it is over. */
  readonly isForgotten: boolean;
}

/** A value that follows its option, or stands in the same word. */
function withoutToken(words: readonly string[]): string[] {
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  const isSecret = (at: number) =>
    at < end &&
    (words[at] === '--token' || words[at]?.startsWith('--token=') || words[at - 1] === '--token');
  return words.filter((_, at) => !isSecret(at));
}

interface Typed {
  readonly words: readonly string[];
  readonly cwd: string;
  readonly request: Request;
  readonly wanted: readonly WantedFile[];
  readonly isForgotten: boolean;
}

export function commandOf({ words, cwd, request, wanted, isForgotten }: Typed): StoredCommand {
  const { paths, recipe, takesResults } = request;
  // Of two that make the same, one that is to be forgotten never goes on as one that is not.
  const forgotten = isForgotten ? ' forgotten' : '';
  const key = hash('sha256', `${recipeKey(recipe)} ${takesResults}${forgotten}`);
  const temporaryPaths = wanted.map(({ temporaryPath }) => temporaryPath);
  return { cwd, words: withoutToken(words), paths, key, temporaryPaths, isForgotten };
}

/** False, with nothing done, while a drive does not answer on which some of them lie. */
export async function removeTemporaryFiles({ temporaryPaths }: StoredCommand): Promise<boolean> {
  await wakeDrives(temporaryPaths);
  if (temporaryPaths.some(isAway)) return false;
  for (const path of temporaryPaths) rmSync(toNative(path), { force: true });
  return true;
}

export function writeCommand(path: string, command: StoredCommand): void {
  writeFileSync(path, JSON.stringify(command), { mode: 0o600 });
}

const areTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** Null for a file that is missing or that was not written to its end. */
export function readCommand(path: string): StoredCommand | null {
  try {
    const raw: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(path, 'utf8'));
    const { cwd, words, paths, key, temporaryPaths } = raw;
    const isForgotten = raw['isForgotten'] === true;
    const hasLists = areTexts(words) && areTexts(paths) && areTexts(temporaryPaths);
    const isWhole = hasLists && typeof cwd === 'string' && typeof key === 'string';
    return isWhole ? { cwd, words, paths, key, temporaryPaths, isForgotten } : null;
  } catch {
    return null;
  }
}

/**
 * Whether `command`, typed now, goes on with what the other one began: it makes the same of each picture, and names
 * everything that is still there. `*` may name more by now, such as the results.
 */
export function goesOnWith(
  command: StoredCommand,
  other: StoredCommand,
  isThere: (path: string) => boolean,
): boolean {
  if (command.key !== other.key) return false;
  const named = new Set(command.paths);
  return (
    other.paths.some((path) => named.has(path)) &&
    other.paths.every((path) => named.has(path) || !isThere(path))
  );
}
