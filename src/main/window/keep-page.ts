import { app, type BrowserWindow, dialog, type MessageBoxOptions } from 'electron';
import { desktopWords } from '../../shared/words/areas/desktop.ts';
import type { Log } from '../log.ts';
import { countDeaths } from './count-deaths.ts';

/** These questions are the system's, since the page cannot be asked with. */
async function isFirstChosen(
  window: BrowserWindow,
  [first, second]: readonly [string, string],
  words: Omit<MessageBoxOptions, 'buttons' | 'defaultId' | 'cancelId'>,
): Promise<boolean> {
  const options = { ...words, buttons: [first, second], defaultId: 0, cancelId: 0 };
  // On a window that nobody sees, nobody would see the question either.
  const isSeen = window.isVisible() && !window.isMinimized();
  const { response } = await (isSeen
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options));
  return response === 0;
}

/** True: load the page once more. False: quit. */
function wantsToStartOver(window: BrowserWindow): Promise<boolean> {
  return isFirstChosen(window, [desktopWords('stopped.startOver'), desktopWords('stopped.quit')], {
    type: 'error',
    message: desktopWords('stopped.message'),
    detail: desktopWords('stopped.detail'),
  });
}

/** True also when `signal` takes the question back. */
function wantsToWait(window: BrowserWindow, signal: AbortSignal): Promise<boolean> {
  return isFirstChosen(window, [desktopWords('hangs.wait'), desktopWords('hangs.reload')], {
    type: 'warning',
    message: desktopWords('hangs.message'),
    detail: desktopWords('hangs.detail'),
    signal,
  });
}

interface PageCare {
  /** Loads the page anew, also where it never was loaded. */
  readonly load: () => void;
  /** Called at once when the page's process is gone. */
  readonly onGone: () => void;
  /** Called before a page that died by itself is loaded again. */
  readonly onRevive: () => void;
  readonly log: Log;
}

/**
 * Brings the page back when its process dies. When that does not help, or when the page hangs, the person decides.
 * The queue knows nothing of it.
 */
export function keepPage(window: BrowserWindow, { load, onGone, onRevive, log }: PageCare): void {
  const { webContents } = window;
  const deaths = countDeaths();
  let isEndedByUs = false;
  let hang: AbortController | null = null;

  function revive(): void {
    if (window.isDestroyed()) return;
    if (isEndedByUs) {
      isEndedByUs = false;
      load();
      return;
    }
    const count = deaths.add();
    if (deaths.isTooMany(count)) {
      startOver().catch((error: unknown) => log('start over', error));
      return;
    }
    if (count === 1) onRevive();
    load();
  }

  async function startOver(): Promise<void> {
    const isWanted = await wantsToStartOver(window);
    if (window.isDestroyed()) return;
    if (!isWanted) {
      app.quit();
      return;
    }
    deaths.forget();
    load();
  }

  function takeBackQuestion(): void {
    hang?.abort();
    hang = null;
  }

  async function askAboutHang(asking: AbortController): Promise<void> {
    const waits = await wantsToWait(window, asking.signal);
    if (hang === asking) hang = null;
    if (waits || asking.signal.aborted || window.isDestroyed()) return;
    // A page that hangs does not let go of its process for a new load.
    isEndedByUs = true;
    webContents.forcefullyCrashRenderer();
  }

  webContents.on('render-process-gone', (_event, { reason }) => {
    onGone();
    log('page ended', reason);
    takeBackQuestion();
    // Electron is still taking the process down: loading from within this event ends the whole app.
    setImmediate(revive);
  });
  window.on('unresponsive', () => {
    if (hang !== null) return;
    log('page hangs', window.getTitle());
    hang = new AbortController();
    askAboutHang(hang).catch((error: unknown) => log('page hangs', error));
  });
  window.on('responsive', takeBackQuestion);
  window.once('closed', takeBackQuestion);
}
