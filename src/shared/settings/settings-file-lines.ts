import { displayPath } from '../paths/display-path.ts';
import { settingsFilesWords } from '../words/areas/settings-files.ts';
import { foldersNamed, type KeptSettings } from './settings-file.ts';

const mostShown = 12;

/** What taking over a settings file would change, one line each; `added` presets are new here. */
export function settingsFileLines(kept: KeptSettings, added: number): readonly string[] {
  const folders = foldersNamed(kept);
  const more = folders.length - mostShown;
  const { length: watched } = kept.watchedFolders;
  return [
    settingsFilesWords('replaced'),
    ...(added > 0 ? [settingsFilesWords('presetsAdded', { count: added })] : []),
    ...(watched > 0 ? [settingsFilesWords('watchedAdded', { count: watched })] : []),
    ...(folders.length > 0 ? ['', settingsFilesWords('foldersNamed')] : []),
    ...folders.slice(0, mostShown).map((path) => displayPath(path).slice(0, 200)),
    ...(more > 0 ? [settingsFilesWords('more', { count: more })] : []),
  ];
}
