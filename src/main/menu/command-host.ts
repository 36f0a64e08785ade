import { shell } from 'electron';
import type { Engine } from '../../engine/index.ts';
import type { CommandHost } from '../../shared/commands/command.ts';
import type { Settings, SettingsChange } from '../../shared/settings/settings.ts';
import type { FileDialogs } from '../files/file-dialogs.ts';
import type { AppWindow } from '../window/app-window.ts';

export interface HostParts {
  readonly engine: Engine;
  readonly dialogs: FileDialogs;
  readonly window: AppWindow;
  /** Adds files and tells the window. */
  readonly bringIn: (paths: readonly string[]) => void;
  readonly readSettings: () => Settings;
  readonly changeSettings: (change: SettingsChange) => void;
  readonly trySamples: () => void;
  /** A folder or file that the system can show. */
  readonly licences: string;
}

/** Carries out the commands of the menu bar, also while no window is open. */
export function createCommandHost(parts: HostParts): CommandHost {
  const { engine, dialogs, window, bringIn } = parts;
  const choose = async (chosen: Promise<readonly string[]>) => bringIn(await chosen);
  const ofQueue = {
    pause: () => engine.pause(),
    resume: () => engine.resume(),
    cancelAll: () => engine.cancel('all'),
    retryFailed: () => engine.retry('all'),
    clear: () => engine.clear(),
  };
  return {
    add(kind) {
      if (kind === 'files') void choose(dialogs.chooseFiles());
      else if (kind === 'folder') void choose(dialogs.chooseFolder());
      else parts.trySamples();
    },
    importPresets: () => void choose(dialogs.choosePresetFiles()),
    undoLast() {
      window.show();
      window.announcer.announce('undo:requested', null);
    },
    queue: (verb) => ofQueue[verb](),
    show(what) {
      window.show();
      window.announcer.announce('view:requested', what);
    },
    change: (change) => parts.changeSettings(change),
    toggleDropWindow: () =>
      parts.changeSettings({ showsDropWindow: !parts.readSettings().showsDropWindow }),
    showLicences: () => void shell.openPath(parts.licences),
  };
}
