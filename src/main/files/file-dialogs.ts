import {
  type BrowserWindow,
  dialog,
  type OpenDialogOptions,
  type SaveDialogOptions,
} from 'electron';
import { saveExtension, type SaveKind } from '../../shared/task/saving.ts';
import { imageExtensions } from '../../shared/formats/taken-from-folders.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';

export interface FileDialogs {
  /** Empty: nothing was chosen. */
  chooseFiles(): Promise<readonly string[]>;
  chooseFolder(): Promise<readonly string[]>;
  /** Null: nothing was chosen. */
  chooseDestination(): Promise<string | null>;
  choosePresetFiles(): Promise<readonly string[]>;
  choosePresetTarget(name: string): Promise<string | null>;
  chooseSettingsFile(): Promise<string | null>;
  chooseSettingsTarget(): Promise<string | null>;
  chooseExportFile(format: 'csv' | 'json'): Promise<string | null>;
  chooseSaveFile(kind: SaveKind, name: string): Promise<string | null>;
}

const pictures = () => [
  { name: desktopWords('kind.pictures'), extensions: [...imageExtensions] },
  { name: desktopWords('kind.all'), extensions: ['*'] },
];

/** The system's own dialogs, in front of the window that is open now. */
export function createFileDialogs(window: () => BrowserWindow | null): FileDialogs {
  async function open(options: OpenDialogOptions): Promise<readonly string[]> {
    const parent = window();
    const { canceled, filePaths } = parent
      ? await dialog.showOpenDialog(parent, options)
      : await dialog.showOpenDialog(options);
    return canceled ? [] : filePaths;
  }
  async function save(options: SaveDialogOptions): Promise<string | null> {
    const parent = window();
    const { canceled, filePath } = parent
      ? await dialog.showSaveDialog(parent, options)
      : await dialog.showSaveDialog(options);
    return canceled || filePath === '' ? null : filePath;
  }
  return {
    chooseFiles: () =>
      open({
        title: desktopWords('choose.files'),
        properties: ['openFile', 'multiSelections'],
        filters: pictures(),
      }),
    chooseFolder: () =>
      open({
        title: desktopWords('choose.folder'),
        properties: ['openDirectory', 'multiSelections'],
      }),
    chooseDestination: async () => {
      const properties = ['openDirectory', 'createDirectory'] as const;
      const chosen = await open({
        title: desktopWords('choose.destination'),
        properties: [...properties],
      });
      return chosen[0] ?? null;
    },
    choosePresetFiles: () =>
      open({
        title: desktopWords('choose.presets'),
        properties: ['openFile', 'multiSelections'],
        filters: [{ name: desktopWords('kind.presets'), extensions: ['json'] }],
      }),
    choosePresetTarget: (name) =>
      save({
        title: desktopWords('choose.presetTarget'),
        defaultPath: `${name}.thumbline.json`,
        filters: [{ name: desktopWords('kind.preset'), extensions: ['json'] }],
      }),
    chooseSettingsFile: async () => {
      const [chosen] = await open({
        title: desktopWords('choose.settings'),
        properties: ['openFile'],
        filters: [{ name: desktopWords('kind.settings'), extensions: ['json'] }],
      });
      return chosen ?? null;
    },
    chooseSettingsTarget: () =>
      save({
        title: desktopWords('choose.settingsTarget'),
        defaultPath: 'thumbline-settings.json',
        filters: [{ name: desktopWords('kind.settings'), extensions: ['json'] }],
      }),
    chooseExportFile: (format) =>
      save({
        title: desktopWords('choose.exportFile'),
        defaultPath: `thumbline-history.${format}`,
        filters: [{ name: format.toUpperCase(), extensions: [format] }],
      }),
    chooseSaveFile: (kind, name) =>
      save({
        title: desktopWords('choose.saveFile'),
        defaultPath: `${name}${saveExtension[kind]}`,
        filters: [
          { name: desktopWords(`kind.${kind}`), extensions: [saveExtension[kind].slice(1)] },
        ],
      }),
  };
}
