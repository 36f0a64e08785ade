import { readFile, stat } from 'node:fs/promises';
import { toNative } from '../../engine/paths.ts';
import { displayName } from '../../shared/paths/display-path.ts';
import { notOk, type Result } from '../../shared/result.ts';
import {
  largestPresetFileBytes,
  parsePresetFile,
  type ReadPreset,
} from '../../shared/task/preset-file.ts';
import type { PresetImport } from '../../shared/task/preset-import.ts';
import type { Announce } from '../announcing/announcer.ts';
import type { PresetStore } from '../stores/preset-store.ts';

/** Where imported presets go, and who is told. */
export interface PresetShelf {
  readonly presets: PresetStore;
  readonly announce: Announce;
}

async function read(path: string): Promise<Result<ReadPreset, string>> {
  try {
    const facts = await stat(toNative(path));
    if (!facts.isFile()) return notOk('it is no file');
    if (facts.size > largestPresetFileBytes) return notOk('it is too large');
    return parsePresetFile(await readFile(toNative(path), 'utf8'));
  } catch {
    return notOk('it cannot be read');
  }
}

/** Makes a preset of each file; what is wrong with one does not hold up the others. */
export async function importPresets(
  { presets, announce }: PresetShelf,
  paths: readonly string[],
): Promise<PresetImport> {
  const names: string[] = [];
  const warnings: string[] = [];
  const problems: string[] = [];
  for (const path of paths) {
    const preset = await read(path);
    const shown = displayName(path);
    if (!preset.ok) problems.push(`${shown} is no preset: ${preset.problem}.`);
    else {
      const { recipe, extra, warning } = preset.value;
      names.push(presets.add(recipe, extra).recipe.name);
      if (warning !== null) warnings.push(`${shown}: ${warning}`);
    }
  }
  if (names.length > 0) announce('presets:changed', presets.list());
  return { names, warnings, problems };
}
