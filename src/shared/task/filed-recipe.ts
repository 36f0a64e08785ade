import type { Preset } from './preset.ts';
import type { Recipe } from './recipe.ts';
import { customName } from './usual-recipe.ts';

const longestTemplate = 200;

/** What happens when a result is there already is a matter of the run: it makes no other recipe. */
const workOf = (recipe: Recipe): Recipe => ({ ...recipe, conflict: 'rename' });

/** The recipe under a name of its own. `{preset}` in file names stays what it was. */
function renamed<Filed extends Recipe>(recipe: Filed): Filed {
  const written = recipe.name.replace(/[{}/\\]/g, '_');
  const fileName = recipe.fileName.replaceAll('{preset}', () => written);
  return fileName.length > longestTemplate ? recipe : { ...recipe, name: customName, fileName };
}

export interface FilingOptions {
  /** What whoever runs it sets for any recipe. */
  readonly given?: readonly ('destination' | 'fileName')[];
  /** The same for recipes that make the same; left out, as JSON. */
  readonly keyOf?: (recipe: Recipe) => string;
}

/** The recipe as its batch is filed: one that was edited is not filed under the name of its preset. */
export function filedRecipe<Filed extends Recipe>(
  recipe: Filed,
  presets: readonly Preset[],
  { given = [], keyOf = JSON.stringify }: FilingOptions = {},
): Filed {
  const named = presets.filter((preset) => preset.recipe.name === recipe.name);
  const isOwn = named.some((preset) => {
    const same = Object.fromEntries(given.map((field) => [field, preset.recipe[field]]));
    return keyOf(workOf({ ...recipe, ...same })) === keyOf(workOf(preset.recipe));
  });
  return named.length > 0 && !isOwn ? renamed(recipe) : recipe;
}
