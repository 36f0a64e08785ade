import { shell } from 'electron';
import type { Engine } from '../../engine/index.ts';
import type { FileDialogs } from '../files/file-dialogs.ts';
import type { AppWindow } from '../window/app-window.ts';
import type { MenuActions } from './app-menu.ts';

export interface MenuParts {
  readonly engine: Engine;
  readonly dialogs: FileDialogs;
  readonly window: AppWindow;
  /** Adds files and tells the window. */
  readonly bringIn: (paths: readonly string[]) => void;
  /** A folder or file that the system can show. */
  readonly licences: string;
}

export function menuActions({
  engine,
  dialogs,
  window,
  bringIn,
  licences,
}: MenuParts): MenuActions {
  const choose = async (chosen: Promise<readonly string[]>) => bringIn(await chosen);
  return {
    chooseFiles: () => void choose(dialogs.chooseFiles()),
    chooseFolder: () => void choose(dialogs.chooseFolder()),
    pause: () => engine.pause(),
    resume: () => engine.resume(),
    cancelAll: () => engine.cancel('all'),
    retryFailed: () => engine.retry('all'),
    clear: () => engine.clear(),
    undoLast() {
      window.show();
      window.announcer.announce('undo:requested', null);
    },
    show(place) {
      window.show();
      window.announcer.announce('view:requested', place);
    },
    showLicences: () => void shell.openPath(licences),
  };
}
