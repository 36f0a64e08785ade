import { app } from 'electron';
import { AppImageUpdater, type AppUpdater, MacUpdater, NsisUpdater } from 'electron-updater';
import { replaceFile } from './replace-file.ts';
import { type Updater, toUpdateProblem, UpdateProblem } from './updater.ts';

/** How this copy of the app is replaced. */
export type Replaceable =
  | { readonly kind: 'app-image'; readonly path: string }
  | { readonly kind: 'mac' }
  | { readonly kind: 'nsis' };

export interface UpdaterOptions {
  readonly replaceable: Replaceable;
  /** Where the app says from which address newer versions come (`app-update.yml` of electron-builder). */
  readonly configPath: string;
  readonly log: (what: string, error: unknown) => void;
}

function libraryFor({ kind }: Replaceable): AppUpdater {
  if (kind === 'app-image') return new AppImageUpdater();
  return kind === 'mac' ? new MacUpdater() : new NsisUpdater();
}

/** An AppImage starts anew from its own file; what runs now is mounted elsewhere. */
function startFrom(path: string): void {
  app.relaunch({ execPath: path, args: [] });
  app.quit();
}

/**
 * electron-updater, which proves what it fetches by its SHA-512 and, on macOS and Windows, by the signature. It asks nothing by
 * itself: nothing is fetched, installed at quit or taken from an older version.
 */
export function createElectronUpdater({ replaceable, configPath, log }: UpdaterOptions): Updater {
  const library = libraryFor(replaceable);
  library.updateConfigPath = configPath;
  library.autoDownload = false;
  library.autoInstallOnAppQuit = false;
  library.allowDowngrade = false;
  library.allowPrerelease = false;
  library.disableWebInstaller = true;
  library.disableDifferentialDownload = true;
  library.logger = null;
  // Without a listener an error is thrown where nobody can catch it; the calls below reject with it, too.
  library.on('error', (error) => log('update', error));
  let fetched: string | null = null;

  async function inOurWords<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      log('update', error);
      throw toUpdateProblem(error);
    }
  }

  return {
    check: () =>
      inOurWords(async () => {
        const found = await library.checkForUpdates();
        return found?.isUpdateAvailable === true ? found.updateInfo.version : null;
      }),
    download: (onFraction) =>
      inOurWords(async () => {
        const tell = ({ percent }: { percent: number }) => onFraction(percent / 100);
        library.on('download-progress', tell);
        try {
          const [path] = await library.downloadUpdate();
          fetched = path ?? null;
        } finally {
          library.off('download-progress', tell);
        }
      }),
    install: (mayStart) =>
      inOurWords(async () => {
        if (fetched === null) throw new UpdateProblem('There is nothing to install.');
        if (replaceable.kind === 'app-image') {
          await replaceFile(replaceable.path, fetched);
          fetched = null;
          if (!mayStart()) return false;
          startFrom(replaceable.path);
        } else {
          if (!mayStart()) throw new UpdateProblem('Pictures came in meanwhile. Try again later.');
          library.quitAndInstall(false, true);
        }
        return true;
      }),
  };
}
