import { isInside } from '../../engine/files/index.ts';
import type { Engine } from '../../engine/index.ts';
import type { BatchOrigin } from '../../shared/task/batch.ts';
import type { Receipt } from '../../shared/task/receipt.ts';
import { filedRecipe } from '../../shared/task/filed-recipe.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import { isPresetFile } from '../../shared/task/preset-file.ts';
import { type ImportDependencies, importPresets } from './import-presets.ts';
import type { SettingsStore } from '../stores/settings-store.ts';

export type ReceiveFiles = (
  paths: readonly string[],
  origin: BatchOrigin,
  recipe?: Recipe,
) => Promise<Receipt>;

/** What the queue is filled from besides files. */
export interface ReceiveDependencies extends ImportDependencies {
  /** The folder of sample pictures, if there is one. */
  readonly samples: string | null;
}

/** Who tries the samples again wants to see them, not a second copy of each. */
function recipeFor(paths: readonly string[], recipe: Recipe, samples: string | null): Recipe {
  const isTrial = samples !== null && paths.every((path) => isInside(path, samples));
  return isTrial && recipe.conflict === 'rename'
    ? { ...recipe, conflict: 'skip-unchanged' }
    : recipe;
}

/** Every door into the queue: what comes in is made with the recipe that is set now, or with this one. Preset files become presets. */
export function receiveFilesInto(
  engine: Pick<Engine, 'enqueue'>,
  settings: SettingsStore,
  { samples, ...stores }: ReceiveDependencies,
): ReceiveFiles {
  return async (named, origin, recipe = settings.read().recipe) => {
    const files = named.filter(isPresetFile);
    const paths = named.filter((path) => !isPresetFile(path));
    const imported = files.length > 0 ? { imported: await importPresets(stores, files) } : {};
    const receipt = await engine.enqueue({
      paths,
      recipe: filedRecipe(recipeFor(paths, recipe, samples), stores.presets.list()),
      origin,
    });
    return { ...receipt, ...imported };
  };
}
