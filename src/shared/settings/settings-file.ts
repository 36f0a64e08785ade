import { z } from 'zod';
import { notOk, ok, type Result } from '../result.ts';
import { isBuiltIn, Preset } from '../task/preset.ts';
import { misfitWords } from '../words/misfit-words.ts';
import { settingsFilesWords } from '../words/areas/settings-files.ts';
import { type Settings, SettingsChange } from './settings.ts';
import { type WatchedFolder, WatchedFolderDraft } from './watched-folders.ts';

export const settingsFileVersion = 1;
/** Some presets with watermarks of 1.4 MB each; what is larger is something else. */
export const largestSettingsFileBytes = 32 * 1024 * 1024;

/**
 * What is a person's taste. The rest is of one computer or needs a yes there: a server that gets pictures, its token, what runs at login,
 * what asks the network, and what forgets history.
 */
const portable = [
  'recipe',
  'presetId',
  'concurrency',
  'limitSeconds',
  'maxMegapixels',
  'maxFileMegabytes',
  'theme',
  'language',
  'listView',
  'pictureEdge',
  'showsRecipe',
  'notifiesWhenDone',
  'whenClosed',
  'worksAtFullSpeed',
] as const satisfies readonly (keyof Settings & keyof SettingsChange)[];

const mostPresets = 1000;
const mostWatched = 200;

export const SettingsFile = z.lazy(() =>
  z.object({
    kind: z.literal('thumbline-settings'),
    version: z.int().min(1),
    settings: SettingsChange,
    presets: z.array(Preset).max(mostPresets).readonly().default([]),
    watchedFolders: z.array(WatchedFolderDraft).max(mostWatched).readonly().default([]),
  }),
);

/** What a settings file holds. */
export interface KeptSettings {
  readonly settings: SettingsChange;
  /** A person's own. */
  readonly presets: readonly Preset[];
  readonly watchedFolders: readonly WatchedFolderDraft[];
}

export interface SettingsToKeep {
  readonly settings: Settings;
  readonly presets: readonly Preset[];
  readonly watchedFolders: readonly WatchedFolder[];
}

function portableOf(settings: SettingsChange): SettingsChange {
  return Object.fromEntries(portable.map((name) => [name, settings[name]]));
}

/** The text of a settings file: no secret, and nothing of what was made or seen. */
export function writeSettingsFile({ settings, presets, watchedFolders }: SettingsToKeep): string {
  const whole = {
    kind: 'thumbline-settings',
    version: settingsFileVersion,
    settings: portableOf(settings),
    presets: presets.filter(({ id }) => !isBuiltIn(id)),
    watchedFolders: watchedFolders.map(({ id: _id, seenUntil: _seen, ...folder }) => folder),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

const Version = z.object({ version: z.int() });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Understands a settings file, all of it or nothing; the problem continues the sentence "… holds no settings: ". */
export function parseSettingsFile(text: string): Result<KeptSettings, string> {
  if (text.length > largestSettingsFileBytes) return notOk(settingsFilesWords('tooLarge'));
  const raw = parseJson(text.replace(/^\uFEFF/, ''));
  if (raw === undefined) return notOk(settingsFilesWords('notJson'));
  const version = Version.safeParse(raw);
  if (version.success && version.data.version > settingsFileVersion) {
    return notOk(settingsFilesWords('newer'));
  }
  const parsed = SettingsFile.safeParse(raw);
  if (!parsed.success) return notOk(misfitWords(SettingsFile, parsed.error));
  const { settings, presets, watchedFolders } = parsed.data;
  return ok({
    settings: portableOf(settings),
    presets: presets.filter(({ id }) => !isBuiltIn(id)),
    watchedFolders,
  });
}

const sameRecipe = (one: Preset, other: Preset) =>
  JSON.stringify(one.recipe) === JSON.stringify(other.recipe);

/** Which presets are not there yet; two that make the same under the same name are one. */
export function newPresets(kept: readonly Preset[], known: readonly Preset[]): readonly Preset[] {
  return kept.filter((preset) => !known.some((one) => sameRecipe(one, preset)));
}

/** Which preset stands here for one of the file; null where none does. */
export function presetHere(
  id: string | null | undefined,
  kept: readonly Preset[],
  known: readonly Preset[],
): string | null {
  if (id === null || id === undefined) return null;
  if (isBuiltIn(id)) return id;
  const meant = kept.find((preset) => preset.id === id);
  return (meant && known.find((one) => sameRecipe(one, meant))?.id) ?? null;
}

/** Folders that the file names: in them pictures would be looked for, or results be put. Each once. */
export function foldersNamed({
  settings,
  presets,
  watchedFolders,
}: KeptSettings): readonly string[] {
  const recipes = [
    ...(settings.recipe ? [settings.recipe] : []),
    ...presets.map(({ recipe }) => recipe),
    ...watchedFolders.map(({ recipe }) => recipe),
  ];
  const destinations = recipes.flatMap(({ destination }) =>
    destination.kind === 'folder' ? [destination.path] : [],
  );
  return [...new Set([...watchedFolders.map(({ path }) => path), ...destinations])];
}
