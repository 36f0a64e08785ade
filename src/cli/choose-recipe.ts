import { resolve } from 'node:path';
import { pathFromArgument } from '../engine/admission/path-from-argument.ts';
import { notOk, ok, type Result } from '../shared/result.ts';
import { builtInPresets, defaultPreset } from '../shared/task/preset.ts';
import { Recipe } from '../shared/task/recipe.ts';
import type { Options } from './options.ts';
import { isRecipeFile, readRecipeFile } from './recipe-file.ts';

/** What to do, with absolute paths. */
export interface Request {
  readonly paths: readonly string[];
  readonly recipe: Recipe;
}

function findPreset(name: string): Result<Recipe, string> {
  const wanted = name.toLowerCase();
  const found = builtInPresets.find(
    ({ id, recipe }) => id === wanted || recipe.name.toLowerCase() === wanted,
  );
  const known = builtInPresets.map(({ id }) => id).join(', ');
  return found ? ok(found.recipe) : notOk(`There is no preset "${name}". Use one of ${known}.`);
}

async function startingRecipe(
  options: Options,
  files: readonly string[],
): Promise<Result<Recipe, string>> {
  if (files.length + Number(options.preset !== null) > 1) {
    return notOk('Only one preset or recipe can be used at a time.');
  }
  if (options.preset !== null) return findPreset(options.preset);
  return files[0] === undefined ? ok(defaultPreset.recipe) : readRecipeFile(files[0]);
}

function withChanges(recipe: Recipe, options: Options, cwd: string): Result<Recipe, string> {
  if (options.size && recipe.outputs.length > 1) {
    return notOk(`"${recipe.name}" makes several sizes, so --size cannot change it.`);
  }
  const changed = Recipe.safeParse({
    ...recipe,
    outputs: recipe.outputs.map((output) => ({
      ...output,
      ...options.size,
      fit: options.fit ?? output.fit,
      format: options.format ?? output.format,
      quality: options.quality ?? output.quality,
    })),
    destination:
      options.out === null
        ? recipe.destination
        : { kind: 'folder', path: resolve(cwd, pathFromArgument(options.out, cwd)) },
    fileName: options.name ?? recipe.fileName,
    conflict: options.conflict ?? recipe.conflict,
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
  const paths = named.filter((path) => !isRecipeFile(path));
  if (paths.length === 0) return notOk('Name at least one file or folder.');
  const asked = options.recipe === null ? [] : [pathFromArgument(options.recipe, cwd)];
  const base = await startingRecipe(options, [...asked, ...named.filter(isRecipeFile)]);
  if (!base.ok) return base;
  const recipe = withChanges(base.value, options, cwd);
  return recipe.ok ? ok({ paths, recipe: recipe.value }) : recipe;
}
