import { resolve } from 'node:path';
import { pathFromArgument } from '../engine/admission/path-from-argument.ts';
import { notOk, ok, type Result } from '../shared/result.ts';
import { builtInPresets, defaultPreset } from '../shared/task/preset.ts';
import { Recipe } from '../shared/task/recipe.ts';
import type { Options } from './options.ts';
import { isPresetFile } from '../shared/task/preset-file.ts';
import { readRecipeFile } from './recipe-file.ts';

/** What to do, with absolute paths. `warning` is one line about a recipe file, if there is something to say. */
export interface Request {
  readonly paths: readonly string[];
  readonly recipe: Recipe;
  readonly warning: string | null;
}

type Start = Pick<Request, 'recipe' | 'warning'>;

function findPreset(name: string): Result<Start, string> {
  const wanted = name.toLowerCase();
  const found = builtInPresets.find(
    ({ id, recipe }) => id === wanted || recipe.name.toLowerCase() === wanted,
  );
  const known = builtInPresets.map(({ id }) => id).join(', ');
  return found
    ? ok({ recipe: found.recipe, warning: null })
    : notOk(`There is no preset "${name}". Use one of ${known}.`);
}

async function startingRecipe(
  options: Options,
  files: readonly string[],
): Promise<Result<Start, string>> {
  if (files.length + Number(options.preset !== null) > 1) {
    return notOk('Only one preset or recipe can be used at a time.');
  }
  if (options.preset !== null) return findPreset(options.preset);
  if (files[0] !== undefined) return readRecipeFile(files[0]);
  return ok({ recipe: defaultPreset.recipe, warning: null });
}

/** A destination given by option, else the recipe's own. */
function destinationOf(recipe: Recipe, options: Options, cwd: string): unknown {
  const { out, beside, isFlat } = options;
  if (beside !== null) return { kind: 'beside', folderName: beside };
  if (out === null) return recipe.destination;
  const path = resolve(cwd, pathFromArgument(out, cwd));
  return { kind: 'folder', path, mirrorsTree: !isFlat };
}

function changesSize({ output }: Options['patch']): boolean {
  return 'width' in output;
}

function withChanges(recipe: Recipe, options: Options, cwd: string): Result<Recipe, string> {
  const { patch } = options;
  if (changesSize(patch) && recipe.outputs.length > 1) {
    return notOk(`"${recipe.name}" makes several sizes, so --size cannot change it.`);
  }
  if (options.out !== null && options.beside !== null) {
    return notOk('Use --out or --beside, not both.');
  }
  if (options.isFlat && options.out === null) return notOk('--flat needs --out.');
  const changed = Recipe.safeParse({
    ...recipe,
    ...patch.recipe,
    outputs: recipe.outputs.map((output) => ({ ...output, ...patch.output })),
    destination: destinationOf(recipe, options, cwd),
  });
  return changed.success ? ok(changed.data) : notOk('These options do not fit together.');
}

/** Puts preset, recipe file and options together; the problem is one line for people. */
export async function chooseRecipe(
  options: Options,
  cwd: string,
): Promise<Result<Request, string>> {
  if (options.paths.includes('')) return notOk('A path is empty.');
  const named = options.paths.map((path) => pathFromArgument(path, cwd));
  const paths = named.filter((path) => !isPresetFile(path));
  if (paths.length === 0) return notOk('Name at least one file or folder.');
  const asked = options.recipe === null ? [] : [pathFromArgument(options.recipe, cwd)];
  const base = await startingRecipe(options, [...asked, ...named.filter(isPresetFile)]);
  if (!base.ok) return base;
  const { warning } = base.value;
  const recipe = withChanges(base.value.recipe, options, cwd);
  return recipe.ok ? ok({ paths, recipe: recipe.value, warning }) : recipe;
}
