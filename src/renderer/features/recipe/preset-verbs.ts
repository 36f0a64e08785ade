import { displayPath } from '../../../shared/paths/display-path.ts';
import type { Preset } from '../../../shared/task/preset.ts';
import type { PresetMove } from '../../../shared/task/preset-repository.ts';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';
import { thumbline } from '../../store/bridge.ts';
import { useSettings } from '../../store/settings-store.ts';
import { announceImport } from '../../store/announce-receipt.ts';
import { ask, raiseNotice } from '../../store/notices.ts';
import { choosePreset, useDraft } from './draft-store.ts';

/** Saves what the panel shows: as a new preset, or in place of the one with that id. */
export async function savePreset(id: string | null, name: string): Promise<void> {
  const saved = await ask(
    thumbline.savePreset({ id, recipe: { ...useDraft.getState().recipe, name } }),
  );
  if (!saved) return;
  useSettings.setState(({ presets }) => ({
    presets: [...presets.filter((preset) => preset.id !== saved.id), saved],
  }));
  choosePreset(saved);
  raiseNotice({ title: recipeWords('savedName', { name: saved.recipe.name }) });
}

/** Under the same id, so that it stays where it stands. */
export async function renamePreset({ id, recipe }: Preset, name: string): Promise<void> {
  const renamed = await ask(thumbline.savePreset({ id, recipe: { ...recipe, name } }));
  if (renamed && useSettings.getState().settings.presetId === id) choosePreset(renamed);
}

export async function arrangePreset(move: PresetMove): Promise<void> {
  await ask(thumbline.arrangePreset(move));
}

/** Adds a removed one again, in the folder in which it was. */
async function bringBack({ recipe, folder }: Preset): Promise<void> {
  const added = await ask(thumbline.savePreset({ id: null, recipe }));
  if (added && folder !== undefined) await arrangePreset({ id: added.id, before: null, folder });
}

export async function removePreset(preset: Preset): Promise<void> {
  const { id, recipe } = preset;
  const result = await thumbline.removePreset(id);
  if (!result.ok) {
    raiseNotice({ title: result.problem.message, isProblem: true });
    return;
  }
  raiseNotice({
    title: recipeWords('removedName', { name: recipe.name }),
    action: {
      label: recipeWords('undo'),
      onSelect: () => void bringBack(preset),
    },
  });
}

export async function duplicatePreset({ id }: Preset): Promise<void> {
  const copy = await ask(thumbline.duplicatePreset(id));
  if (copy) choosePreset(copy);
}

export async function exportPreset({ id, recipe }: Preset): Promise<void> {
  const path = await ask(thumbline.exportPreset(id));
  if (path !== null)
    raiseNotice({
      title: recipeWords('exportedName', { name: recipe.name }),
      detail: displayPath(path),
    });
}

export async function importPresets(): Promise<void> {
  const imported = await ask(thumbline.importPresets());
  if (imported) announceImport(imported);
}
