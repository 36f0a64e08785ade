import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { toNative } from '../engine/paths.ts';
import { displayPath } from '../shared/paths/display-path.ts';
import { notOk, ok, type Result } from '../shared/result.ts';
import { PresetFile } from '../shared/task/preset.ts';
import type { Recipe } from '../shared/task/recipe.ts';

/** A recipe is a few hundred bytes; what is larger is something else. */
const largestBytes = 1024 * 1024;

export const isRecipeFile = (path: string) => path.toLowerCase().endsWith('.thumbline.json');

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function issueLine([issue]: readonly Issue[]): string {
  const place = issue?.path.join('.') ?? '';
  return `${place === '' ? '' : `${place}: `}${issue?.message ?? 'it does not fit'}`;
}

const isNewer = (raw: unknown) =>
  typeof raw === 'object' && raw !== null && 'version' in raw && Number(raw.version) > 1;

function parse(text: string): Result<Recipe, string> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return notOk('it is not JSON');
  }
  if (isNewer(raw)) return notOk('it was made by a newer Thumbline');
  const parsed = PresetFile.safeParse(raw);
  return parsed.success ? ok(parsed.data) : notOk(issueLine(parsed.error.issues));
}

/** A folder in a recipe is relative to the recipe's own file. */
function atHome(recipe: Recipe, path: string): Recipe {
  const { destination } = recipe;
  if (destination.kind !== 'folder') return recipe;
  return {
    ...recipe,
    destination: { ...destination, path: resolve(dirname(path), destination.path) },
  };
}

/** Reads `*.thumbline.json`; the problem is one line for people. */
export async function readRecipeFile(path: string): Promise<Result<Recipe, string>> {
  const shown = displayPath(path);
  let text: Buffer;
  try {
    text = await readFile(toNative(path));
  } catch {
    return notOk(`The recipe ${shown} cannot be read. Check that it is there.`);
  }
  const parsed = text.length > largestBytes ? notOk('it is too large') : parse(text.toString());
  return parsed.ok
    ? ok(atHome(parsed.value, path))
    : notOk(`${shown} is no recipe: ${parsed.problem}.`);
}
