import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { toNative } from '../../engine/files/index.ts';
import { displayPath } from '../../shared/paths/display-path.ts';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { parsePresetFile, type ReadPreset } from '../../shared/task/preset-file.ts';
import type { WholeRecipe } from '../../shared/task/recipe.ts';
import { typingWords } from '../../shared/words/areas/typing.ts';

/** A folder in a recipe is relative to the recipe's own file. */
function atHome(recipe: WholeRecipe, path: string): WholeRecipe {
  const { destination } = recipe;
  if (destination.kind !== 'folder') return recipe;
  return {
    ...recipe,
    destination: { ...destination, path: resolve(dirname(path), destination.path) },
  };
}

/** Reads `*.thumbline.json`; the problem is one line for people. */
export async function readRecipeFile(path: string): Promise<Result<ReadPreset, string>> {
  const shown = displayPath(path);
  let text: Buffer;
  try {
    text = await readFile(toNative(path));
  } catch {
    return notOk(typingWords('recipe.unreadable', { path: shown }));
  }
  const parsed = parsePresetFile(text.toString());
  if (!parsed.ok)
    return notOk(typingWords('recipe.none', { path: shown, problem: parsed.problem }));
  return ok({ ...parsed.value, recipe: atHome(parsed.value.recipe, path) });
}
