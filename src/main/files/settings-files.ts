import { readSmallFile, type UnreadCode } from '../../engine/files/index.ts';
import { type Problem, refuse } from '../../shared/ipc/answers.ts';
import { displayName, displayPath } from '../../shared/paths/display-path.ts';
import { notOk, ok, type Result } from '../../shared/result.ts';
import type { Settings, SettingsChange } from '../../shared/settings/settings.ts';
import {
  foldersNamed,
  type KeptSettings,
  largestSettingsFileBytes,
  newPresets,
  parseSettingsFile,
  presetHere,
  writeSettingsFile,
} from '../../shared/settings/settings-file.ts';
import type { WatchedFolder, WatchedFolderDraft } from '../../shared/settings/watched-folders.ts';
import type { PresetRepository } from '../../shared/task/preset-repository.ts';
import { emptyExtra } from '../../shared/task/preset-file.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';
import { settingsFilesWords } from '../../shared/words/areas/settings-files.ts';
import type { Announce } from '../announcing/announcer.ts';
import type { Question } from '../security/ask-person.ts';
import type { FileDialogs } from './file-dialogs.ts';
import { writeChosenFile } from './write-chosen-file.ts';

export interface SettingsFilesParts {
  readonly dialogs: Pick<FileDialogs, 'chooseSettingsFile' | 'chooseSettingsTarget'>;
  readonly readSettings: () => Settings;
  readonly changeSettings: (change: SettingsChange) => Settings;
  readonly presets: PresetRepository;
  readonly watched: {
    readonly read: () => readonly WatchedFolder[];
    /** Adds those that are not watched yet, switched off. */
    readonly takeOver: (drafts: readonly WatchedFolderDraft[]) => void;
  };
  readonly announce: Announce;
  /** Asks in a dialog that the page can neither draw nor answer. */
  readonly ask: (question: Question) => Promise<boolean>;
}

/** A person's settings, presets and watched folders as one file. */
export interface SettingsFiles {
  /** Where it was written; null when the dialog was closed. */
  readonly exportAll: () => Promise<Result<string | null, Problem>>;
  /** Takes over all of it or nothing, once the person has seen what. False when they did not want it. */
  readonly importAll: () => Promise<Result<boolean, Problem>>;
}

/** The problem continues the sentence "… holds no settings: ". */
function understand(text: Result<string, UnreadCode>): Result<KeptSettings, string> {
  if (text.ok) return parseSettingsFile(text.value);
  return notOk(settingsFilesWords(text.problem === 'too-large' ? 'tooLarge' : 'unreadable'));
}

const mostShown = 12;

function questionFor(name: string, kept: KeptSettings, added: number): Question {
  const folders = foldersNamed(kept);
  const more = folders.length - mostShown;
  const { length: watched } = kept.watchedFolders;
  const lines = [
    settingsFilesWords('replaced'),
    ...(added > 0 ? [settingsFilesWords('presetsAdded', { count: added })] : []),
    ...(watched > 0 ? [settingsFilesWords('watchedAdded', { count: watched })] : []),
    ...(folders.length > 0 ? ['', settingsFilesWords('foldersNamed')] : []),
    ...folders.slice(0, mostShown).map((path) => displayPath(path).slice(0, 200)),
    ...(more > 0 ? [settingsFilesWords('more', { count: more })] : []),
  ];
  return {
    message: settingsFilesWords('question', { name }),
    detail: lines.join('\n'),
    yes: settingsFilesWords('yes'),
    no: desktopWords('cancel'),
  };
}

export function createSettingsFiles(parts: SettingsFilesParts): SettingsFiles {
  const { dialogs, readSettings, changeSettings, presets, watched, announce, ask } = parts;

  const takeOver = (kept: KeptSettings) => {
    for (const { recipe, extra, folder } of newPresets(kept.presets, presets.list())) {
      const { id } = presets.add(recipe, extra ?? emptyExtra);
      if (folder !== undefined) presets.arrange({ id, before: null, folder });
    }
    const here = (id: string | null | undefined) => presetHere(id, kept.presets, presets.list());
    announce('presets:changed', presets.list());
    watched.takeOver(
      kept.watchedFolders.map((folder) => ({ ...folder, presetId: here(folder.presetId) })),
    );
    const { settings } = kept;
    changeSettings({ ...settings, ...(settings.recipe && { presetId: here(settings.presetId) }) });
  };

  return {
    async exportAll() {
      const path = await dialogs.chooseSettingsTarget();
      if (path === null) return ok(null);
      const settings = readSettings();
      const own = { settings, presets: presets.list(), watchedFolders: watched.read() };
      return writeChosenFile(path, writeSettingsFile(own));
    },
    async importAll() {
      const path = await dialogs.chooseSettingsFile();
      if (path === null) return ok(false);
      const name = displayName(path);
      const kept = understand(await readSmallFile(path, largestSettingsFileBytes));
      if (!kept.ok) {
        const { problem } = kept;
        return refuse('not-possible', settingsFilesWords('noSettings', { name, problem }));
      }
      const { length: added } = newPresets(kept.value.presets, presets.list());
      if (!(await ask(questionFor(name, kept.value, added)))) return ok(false);
      takeOver(kept.value);
      return ok(true);
    },
  };
}
