import {
  type BrowserWindow,
  dialog,
  type OpenDialogOptions,
  type SaveDialogOptions,
} from 'electron';
import { saveExtension, type SaveKind } from '../../shared/task/saving.ts';
import { imageExtensions } from '../../shared/formats/taken-from-folders.ts';

export interface FileDialogs {
  /** Empty: nothing was chosen. */
  chooseFiles(): Promise<readonly string[]>;
  chooseFolder(): Promise<readonly string[]>;
  /** Null: nothing was chosen. */
  chooseDestination(): Promise<string | null>;
  choosePresetFiles(): Promise<readonly string[]>;
  choosePresetTarget(name: string): Promise<string | null>;
  chooseExportFile(format: 'csv' | 'json'): Promise<string | null>;
  chooseSaveFile(kind: SaveKind, name: string): Promise<string | null>;
}

const saveNames: Readonly<Record<SaveKind, string>> = {
  zip: 'ZIP archive',
  'contact-sheet': 'Web page',
};

const pictures = [
  { name: 'Pictures', extensions: [...imageExtensions] },
  { name: 'All files', extensions: ['*'] },
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
        title: 'Choose files',
        properties: ['openFile', 'multiSelections'],
        filters: pictures,
      }),
    chooseFolder: () =>
      open({ title: 'Choose folder', properties: ['openDirectory', 'multiSelections'] }),
    chooseDestination: async () => {
      const properties = ['openDirectory', 'createDirectory'] as const;
      const chosen = await open({ title: 'Choose destination', properties: [...properties] });
      return chosen[0] ?? null;
    },
    choosePresetFiles: () =>
      open({
        title: 'Import presets',
        properties: ['openFile', 'multiSelections'],
        filters: [{ name: 'Thumbline presets', extensions: ['json'] }],
      }),
    choosePresetTarget: (name) =>
      save({
        title: 'Export preset',
        defaultPath: `${name}.thumbline.json`,
        filters: [{ name: 'Thumbline preset', extensions: ['json'] }],
      }),
    chooseExportFile: (format) =>
      save({
        title: 'Export history',
        defaultPath: `thumbline-history.${format}`,
        filters: [{ name: format.toUpperCase(), extensions: [format] }],
      }),
    chooseSaveFile: (kind, name) =>
      save({
        title: 'Save results',
        defaultPath: `${name}${saveExtension[kind]}`,
        filters: [{ name: saveNames[kind], extensions: [saveExtension[kind].slice(1)] }],
      }),
  };
}
