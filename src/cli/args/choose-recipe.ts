import { resolve } from 'node:path';
import { pathFromArgument } from '../../engine/files/index.ts';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { filedRecipe } from '../../shared/task/filed-recipe.ts';
import { defaultPreset, desktopPreset } from '../../shared/task/preset.ts';
import { WholeRecipe } from '../../shared/task/recipe.ts';
import { misfitWords } from '../../shared/words/misfit-words.ts';
import { chooseDestination, type Place } from './choose-destination.ts';
import { findPreset } from './find-preset.ts';
import { idleOption } from './idle-options.ts';
import type { Options } from './options.ts';
import { isPresetFile } from '../../shared/task/preset-file.ts';
import { typingWords } from '../../shared/words/areas/typing.ts';
import { readRecipeFile } from './recipe-file.ts';
import { withFields } from './recipe-options.ts';

/** What to do, with absolute paths. `warning` is one line about a recipe file, if there is something to say. */
export interface Request {
  readonly paths: readonly string[];
  readonly recipe: WholeRecipe;
  readonly takesResults: boolean;
  readonly warning: string | null;
}

type Start = Pick<Request, 'recipe' | 'warning'>;

async function startingPreset(name: string, { system }: Place): Promise<Result<Start, string>> {
  const found = await findPreset(name, system);
  if (!found.ok) return found;
  const { preset, warning } = found.value;
  return ok({ recipe: preset.recipe, warning });
}

async function startingRecipe(
  options: Options,
  files: readonly string[],
  place: Place,
): Promise<Result<Start, string>> {
  if (files.length + Number(options.preset !== null) > 1) {
    return notOk(typingWords('oneRecipe'));
  }
  if (options.preset !== null) return startingPreset(options.preset, place);
  if (files[0] !== undefined) return readRecipeFile(files[0]);
  const { recipe } = options.isForDesktop ? desktopPreset : defaultPreset;
  return ok({ recipe, warning: null });
}

function changesSize({ output }: Options['patch']): boolean {
  return 'width' in output;
}

function withChanges(
  recipe: WholeRecipe,
  options: Options,
  place: Place,
): Result<WholeRecipe, string> {
  const { patch } = options;
  if (changesSize(patch) && recipe.outputs.length > 1) {
    return notOk(typingWords('severalSizes', { recipe: recipe.name }));
  }
  const destination = chooseDestination(recipe, options, place);
  if (!destination.ok) return destination;
  const changed = WholeRecipe.safeParse({
    ...withFields(recipe, patch.recipe),
    outputs: recipe.outputs.map((output) => ({ ...output, ...patch.output })),
    destination: destination.value,
  });
  if (changed.success) {
    const problem = idleOption(patch, changed.data);
    return problem === null ? ok(changed.data) : notOk(problem);
  }
  // Where a watermark stands says nothing without one.
  if (changed.error.issues.some(({ path }) => path[0] === 'watermark')) {
    return notOk(typingWords('noWatermark'));
  }
  if (destination.value.kind === 'desktop-cache') {
    return notOk(typingWords('desktopSizes'));
  }
  return notOk(typingWords('unfit', { problem: misfitWords(WholeRecipe, changed.error) }));
}

/** Puts preset, recipe file and options together; the problem is one line for people. `system` is Node's name of it. */
export async function chooseRecipe(
  options: Options,
  cwd: string,
  system: string = process.platform,
): Promise<Result<Request, string>> {
  if (options.paths.includes('')) return notOk(typingWords('emptyPath'));
  const named = options.paths.map((path) => pathFromArgument(path, cwd));
  // A list names pictures only, or a file in a folder could change what is made of the others.
  const listed = options.listed.map((path) => resolve(cwd, path));
  const paths = [...named.filter((path) => !isPresetFile(path)), ...listed];
  if (paths.length === 0 && options.filesFrom === null) return notOk(typingWords('nothingNamed'));
  const asked = options.recipe === null ? [] : [pathFromArgument(options.recipe, cwd)];
  const base = await startingRecipe(options, [...asked, ...named.filter(isPresetFile)], {
    cwd,
    system,
  });
  if (!base.ok) return base;
  const { warning } = base.value;
  const recipe = withChanges(base.value.recipe, options, { cwd, system });
  if (!recipe.ok) return recipe;
  const { takesResults } = options;
  const preset = { id: 'base', recipe: base.value.recipe };
  const filed = filedRecipe(recipe.value, [preset], { given: ['destination'] });
  return ok({ paths, recipe: filed, takesResults, warning });
}
