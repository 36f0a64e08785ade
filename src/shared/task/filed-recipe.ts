import type { Preset } from './preset.ts';
import { customName, type Recipe } from './recipe.ts';

const longestTemplate = 200;

/** What happens when a result is there already is a matter of the run: it makes no other recipe. */
const workOf = (recipe: Recipe) => JSON.stringify({ ...recipe, conflict: null });

/** The recipe under a name of its own. `{preset}` in file names stays what it was. */
function renamed(recipe: Recipe): Recipe {
  const written = recipe.name.replace(/[{}/\\]/g, '_');
  const fileName = recipe.fileName.replaceAll('{preset}', () => written);
  return fileName.length > longestTemplate ? recipe : { ...recipe, name: customName, fileName };
}

/**
 * The recipe as its batch is filed: one that was edited is not filed under the name of its preset. `given` are fields
 * that whoever runs it sets for any recipe.
 */
export function filedRecipe(
  recipe: Recipe,
  presets: readonly Preset[],
  given: readonly ('destination' | 'fileName')[] = [],
): Recipe {
  const named = presets.filter((preset) => preset.recipe.name === recipe.name);
  const isOwn = named.some((preset) => {
    const same = Object.fromEntries(given.map((field) => [field, preset.recipe[field]]));
    return workOf({ ...recipe, ...same }) === workOf(preset.recipe);
  });
  return named.length > 0 && !isOwn ? renamed(recipe) : recipe;
}
