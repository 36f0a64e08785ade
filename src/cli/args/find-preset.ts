import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { appFolder, waitingSettings } from '../../engine/files/index.ts';
import { displayPath } from '../../shared/paths/display-path.ts';
import { notOk, ok, type Result } from '../../shared/result.ts';
import {
  builtInPresets,
  desktopPreset,
  type Preset,
  PresetList,
  presetsFor,
} from '../../shared/task/preset.ts';
import { typingWords } from '../../shared/words/areas/typing.ts';

/** `warning` is one line when there is a file that cannot be used. */
interface OwnPresets {
  readonly presets: readonly Preset[];
  readonly warning: string | null;
}

/** A preset with a watermark has up to 1.4 MB; what is larger than many of those is not the app's file. */
const largestBytes = 256 * 1024 * 1024;

async function textOf(path: string): Promise<string | null> {
  const facts = await stat(path).catch(() => null);
  if (!facts) return null;
  return facts.isFile() && facts.size <= largestBytes ? readFile(path, 'utf8') : '';
}

function parse(text: string): readonly Preset[] | null {
  try {
    return PresetList.safeParse(JSON.parse(text)).data?.presets ?? null;
  } catch {
    return null;
  }
}

/** The person's own presets as the app saved them. Read only: the app may be running, and writes the whole file anew. */
export async function readOwnPresets(folder: string = appFolder()): Promise<OwnPresets> {
  const own = await readStoredPresets(folder);
  return { ...own, presets: [...own.presets, ...(await waitingPresets(folder, own.presets))] };
}

/** Of settings that were imported here, and that the app has not taken over yet. */
async function waitingPresets(folder: string, known: readonly Preset[]): Promise<Preset[]> {
  const waiting = await waitingSettings(folder, largestBytes);
  if (waiting.length === 0) return [];
  const { newPresets, parseSettingsFile } = await import('../../shared/settings/settings-file.ts');
  const found: Preset[] = [];
  for (const { text } of waiting) {
    const kept = text.ok ? parseSettingsFile(text.value) : text;
    if (kept.ok) found.push(...newPresets(kept.value.presets, [...known, ...found]));
  }
  return found;
}

/** Without those that wait. */
export async function readStoredPresets(folder: string = appFolder()): Promise<OwnPresets> {
  const path = join(folder, 'presets.json');
  const text = await textOf(path).catch(() => '');
  if (text === null) return { presets: [], warning: null };
  const presets = parse(text);
  if (presets) return { presets, warning: null };
  const shown = displayPath(path);
  return { presets: [], warning: typingWords('preset.unreadable', { path: shown }) };
}

interface FoundPreset {
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
  return typingWords('preset.none', { name, known: known.join(', ') });
}

/**
 * By id or name, the person's own first, so that a preset that a later version brings takes no name away from them. One that
 * does not work on this system is found, too: whoever names it is told why.
 */
export async function findPreset(
  name: string,
  system: string,
): Promise<Result<FoundPreset, string>> {
  const { presets, warning } = await readOwnPresets();
  const [preset, another] = matching(presets, name);
  if (another) {
    return notOk(typingWords('preset.several', { name }));
  }
  if (preset) return ok({ preset, warning });
  const [builtIn] = matching([...builtInPresets, desktopPreset], name);
  if (builtIn) return ok({ preset: builtIn, warning: null });
  return notOk([unknown(name, presets, system), ...(warning === null ? [] : [warning])].join(' '));
}
