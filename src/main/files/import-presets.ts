import { readFile, stat } from 'node:fs/promises';
import { toNative } from '../../engine/files/index.ts';
import { displayName } from '../../shared/paths/display-path.ts';
import { notOk, ok } from '../../shared/result.ts';
import {
  importPresetTexts,
  type PresetImport,
  type PresetText,
} from '../../shared/task/import-presets.ts';
import { largestPresetFileBytes } from '../../shared/task/preset-file.ts';
import type { PresetRepository } from '../../shared/task/preset-repository.ts';
import type { Announce } from '../announcing/announcer.ts';

/** Where imported presets go, and who is told. */
export interface ImportDependencies {
  readonly presets: PresetRepository;
  readonly announce: Announce;
}

async function read(path: string): Promise<PresetText> {
  const name = displayName(path);
  try {
    const facts = await stat(toNative(path));
    if (!facts.isFile()) return { name, text: notOk('it is no file') };
    if (facts.size > largestPresetFileBytes) return { name, text: notOk('it is too large') };
    return { name, text: ok(await readFile(toNative(path), 'utf8')) };
  } catch {
    return { name, text: notOk('it cannot be read') };
  }
}

/** Makes a preset of each file. */
export async function importPresets(
  { presets, announce }: ImportDependencies,
  paths: readonly string[],
): Promise<PresetImport> {
  const texts: PresetText[] = [];
  for (const path of paths) texts.push(await read(path));
  const imported = importPresetTexts(presets, texts);
  if (imported.names.length > 0) announce('presets:changed', presets.list());
  return imported;
}
