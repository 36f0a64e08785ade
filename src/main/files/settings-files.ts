import {
  leaveSettings,
  readSmallFile,
  removeWaiting,
  type UnreadCode,
  type WaitingSettings,
  waitingSettings,
} from '../../engine/files/index.ts';
import { type Problem, refuse } from '../../shared/ipc/answers.ts';
import { displayName } from '../../shared/paths/display-path.ts';
import { notOk, ok, type Result } from '../../shared/result.ts';
import type { Settings, SettingsChange } from '../../shared/settings/settings.ts';
import {
  type KeptSettings,
  largestSettingsFileBytes,
  newPresets,
  parseSettingsFile,
  presetHere,
  writeSettingsFile,
} from '../../shared/settings/settings-file.ts';
import { settingsFileLines } from '../../shared/settings/settings-file-lines.ts';
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
  /** The app's own, where settings wait until all of them are stored. */
  readonly folder: string;
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

function questionFor(name: string, kept: KeptSettings, added: number): Question {
  return {
    message: settingsFilesWords('question', { name }),
    detail: settingsFileLines(kept, added).join('\n'),
    yes: settingsFilesWords('yes'),
    no: desktopWords('cancel'),
  };
}

/** What an earlier start could not finish, or the terminal left, is taken over when this is made. */
export function createSettingsFiles(parts: SettingsFilesParts): SettingsFiles {
  const { folder, dialogs, readSettings, changeSettings, presets, watched, announce, ask } = parts;

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

  const takeOverWaiting = async () => {
    const waiting = await waitingSettings(folder, largestSettingsFileBytes);
    const isReadable = ({ text }: WaitingSettings) => text.ok || text.problem !== 'closed';
    const done = waiting.filter(isReadable);
    for (const { path, text } of done) {
      const kept = understand(text);
      if (kept.ok) takeOver(kept.value);
      const name = displayName(path);
      const words = kept.ok
        ? settingsFilesWords('takenOver')
        : settingsFilesWords('noSettings', { name, problem: kept.problem });
      announce('notice:raised', words);
    }
    await removeWaiting(done);
    if (done.length < waiting.length) announce('notice:raised', settingsFilesWords('goesOn'));
  };
  // What cannot be stored, or read, waits for the next start.
  const started = takeOverWaiting().catch(() =>
    announce('notice:raised', settingsFilesWords('goesOn')),
  );

  /** Whatever ends the program before all of it is stored, the next start goes on. */
  const takeOverWhole = async (
    text: string,
    kept: KeptSettings,
  ): Promise<Result<true, Problem>> => {
    let path: string | null = null;
    try {
      // The terminal may have left older ones: the next start would put them over these.
      await started;
      await takeOverWaiting();
      path = await leaveSettings(folder, text);
      takeOver(kept);
      await removeWaiting([{ path }]);
      return ok(true);
    } catch {
      return refuse('not-possible', settingsFilesWords(path === null ? 'notStored' : 'goesOn'));
    }
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
      const text = await readSmallFile(path, largestSettingsFileBytes);
      const kept = understand(text);
      if (!kept.ok || !text.ok) {
        const problem = kept.ok ? '' : kept.problem;
        return refuse('not-possible', settingsFilesWords('noSettings', { name, problem }));
      }
      const { length: added } = newPresets(kept.value.presets, presets.list());
      if (!(await ask(questionFor(name, kept.value, added)))) return ok(false);
      return takeOverWhole(text.value, kept.value);
    },
  };
}
