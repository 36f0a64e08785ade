import { notOk, ok, type Result } from '../../shared/result.ts';
import {
  builtInPresets,
  desktopPreset,
  type Preset,
  presetsFor,
} from '../../shared/task/preset.ts';
import { readOwnPresets } from './own-presets.ts';

export interface FoundPreset {
  readonly preset: Preset;
  readonly warning: string | null;
}

function matching(presets: readonly Preset[], name: string): readonly Preset[] {
  const wanted = name.toLowerCase();
  const byId = presets.filter(({ id }) => id === wanted);
  if (byId.length > 0) return byId;
  return presets.filter(({ recipe }) => recipe.name.toLowerCase() === wanted);
}

function unknown(name: string, own: readonly Preset[], system: string): string {
  const known = [
    ...presetsFor(system).map(({ id }) => id),
    ...own.map(({ recipe }) => recipe.name),
  ];
  return `There is no preset "${name}". Use one of ${known.join(', ')}.`;
}

/**
 * By id or name, those that come with Thumbline first, then the person's own. One that does not work on this system is
 * found, too: whoever names it is told why.
 */
export async function findPreset(
  name: string,
  system: string,
): Promise<Result<FoundPreset, string>> {
  const [builtIn] = matching([...builtInPresets, desktopPreset], name);
  if (builtIn) return ok({ preset: builtIn, warning: null });
  const { presets, warning } = await readOwnPresets();
  const [preset, another] = matching(presets, name);
  if (another) {
    return notOk(`There are several presets "${name}". Use an id: see thumbline presets.`);
  }
  if (preset) return ok({ preset, warning });
  return notOk([unknown(name, presets, system), ...(warning === null ? [] : [warning])].join(' '));
}
