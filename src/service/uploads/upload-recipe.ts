import { notOk, ok, type Result } from '../../shared/result.ts';
import { builtInPresets, defaultPreset, PresetFile } from '../../shared/task/preset.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import type { UploadFields } from './upload-form.ts';
import { misfitWords } from '../../shared/words/misfit-words.ts';

function presetNamed(name: string): Recipe | null {
  const wanted = name.trim().toLowerCase();
  const found = builtInPresets.find(
    ({ id, recipe }) => id === wanted || recipe.name.toLowerCase() === wanted,
  );
  return found?.recipe ?? null;
}

function parseRecipe(text: string): Result<Recipe, string> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return notOk('The recipe is not JSON.');
  }
  const parsed = PresetFile.safeParse(raw);
  if (parsed.success) return ok(parsed.data);
  return notOk(`The recipe does not fit: ${misfitWords(PresetFile, parsed.error)}.`);
}

/** The recipe that an upload's fields ask for. Neither a preset nor a recipe means the default. */
export function askedRecipe(fields: Pick<UploadFields, 'get'>): Result<Recipe, string> {
  const [preset, recipe] = [fields.get('preset'), fields.get('recipe')];
  if (recipe !== undefined && preset !== undefined) {
    return notOk('Send a preset or a recipe, not both.');
  }
  if (recipe !== undefined) return parseRecipe(recipe);
  if (preset === undefined) return ok(defaultPreset.recipe);
  const found = presetNamed(preset);
  const known = builtInPresets.map(({ id }) => id).join(', ');
  return found ? ok(found) : notOk(`There is no preset of that name; there are ${known}.`);
}

/**
 * The same pictures, put where the store wants them: sources are named by task id, so each task gets a folder of
 * its own, and running it again replaces what is there by the same.
 */
export function recipeInto(folder: string, recipe: Recipe): Recipe {
  return {
    ...recipe,
    destination: { kind: 'folder', path: folder, mirrorsTree: false },
    fileName: '{name}/{output}.{ext}',
    conflict: 'overwrite',
  };
}
