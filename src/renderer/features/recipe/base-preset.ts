import { isBuiltIn as isBuiltInId, type Preset } from '../../../shared/task/preset.ts';
import { useSettings } from '../../store/settings-store.ts';
import { useDraft } from './draft-store.ts';

/** Where the recipe came from, and whether it was changed since. An edited recipe keeps its preset's name. */
export function useBasePreset(): { base: Preset | null; isEdited: boolean } {
  const name = useDraft(({ recipe }) => recipe.name);
  const presetId = useSettings(({ settings }) => settings.presetId);
  const presets = useSettings((settings) => settings.presets);
  const chosen = presets.find(({ id }) => id === presetId);
  if (chosen) return { base: chosen, isEdited: false };
  return { base: presets.find(({ recipe }) => recipe.name === name) ?? null, isEdited: true };
}

export function isBuiltIn(preset: Preset): boolean {
  return isBuiltInId(preset.id);
}
