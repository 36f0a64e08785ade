import { resolve } from 'node:path';
import { parsePresetFile } from '../shared/task/preset-file.ts';
import type { WholeRecipe } from '../shared/task/recipe.ts';
import type { Recipe } from './public.ts';

/** Throws a `TypeError` with one line for a recipe that cannot be, or that says what nobody understands. */
export function toRecipe(recipe: Recipe): WholeRecipe {
  const parsed = parsePresetFile(JSON.stringify(recipe ?? null));
  if (!parsed.ok) throw new TypeError(`The recipe cannot be used: ${parsed.problem}.`);
  const { recipe: whole, extra } = parsed.value;
  const unknown = [extra.preset, ...Object.values(extra.outputs)].flatMap(Object.keys);
  if (unknown.length > 0) {
    throw new TypeError(`The recipe cannot be used: there is no "${unknown.join('", "')}".`);
  }
  const { destination } = whole;
  return destination.kind === 'folder'
    ? { ...whole, destination: { ...destination, path: resolve(destination.path) } }
    : whole;
}
