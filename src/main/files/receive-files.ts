import type { Engine } from '../../engine/engine.ts';
import type { BatchOrigin } from '../../shared/task/batch.ts';
import type { Receipt } from '../../shared/task/receipt.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import { isPresetFile } from '../../shared/task/preset-file.ts';
import { type ImportDoors, importPresets } from './import-presets.ts';
import type { SettingsStore } from '../stores/settings-store.ts';

export type ReceiveFiles = (
  paths: readonly string[],
  origin: BatchOrigin,
  recipe?: Recipe,
) => Promise<Receipt>;

/** Every door into the queue: what comes in is made with the recipe that is set now, or with this one. Preset files become presets. */
export function receiveFilesInto(
  engine: Pick<Engine, 'enqueue'>,
  settings: SettingsStore,
  shelf: ImportDoors,
): ReceiveFiles {
  return async (named, origin, recipe = settings.read().recipe) => {
    const files = named.filter(isPresetFile);
    const paths = named.filter((path) => !isPresetFile(path));
    const imported = files.length > 0 ? { imported: await importPresets(shelf, files) } : {};
    const receipt = await engine.enqueue({ paths, recipe, origin });
    return { ...receipt, ...imported };
  };
}
