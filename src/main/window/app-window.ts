import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import { type Announcer, createAnnouncer } from '../announcing/announcer.ts';
import type { Log } from '../log.ts';
import { isAskedBy } from './is-asked-by.ts';
import { keepPage } from './keep-page.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';

export interface AppWindow {
  readonly announcer: Announcer;
  /** The window that is open now, or null. */
  readonly current: () => BrowserWindow | null;
  /** Resolves once the first window has something to show, or is closed, or takes too long. */
  readonly drawn: Promise<void>;
  /** Brings the window to the front, opening it if it was closed. */
  readonly show: () => void;
  /** Only the page of our own window, in its main frame, may ask. */
  readonly isTrusted: (event: IpcMainInvokeEvent) => boolean;
}

export interface AppWindowOptions {
  readonly open: () => BrowserWindow;
  /** The address of the page. */
  readonly page: string;
  readonly development: string | null;
  readonly log: Log;
}

/** A page that does not come must not keep the queue from going on. Milliseconds. */
const drawnWithinMs = 2_000;

/** The app's one window, which may be closed and opened again while the queue goes on. */
export function holdWindow({ open, page, development, log }: AppWindowOptions): AppWindow {
  let window: BrowserWindow | null = null;
  let isDrawn = false;
  const drawn = Promise.withResolvers<void>();
  const current = () => (window === null || window.isDestroyed() ? null : window);
  const announcer = createAnnouncer((name, news) => {
    const contents = current()?.webContents;
    if (contents && !contents.isCrashed()) contents.send(name, news);
  });

  function begin(): void {
    isDrawn = false;
    window = open();
    window.once('ready-to-show', () => {
      isDrawn = true;
      drawn.resolve();
    });
    setTimeout(drawn.resolve, drawnWithinMs).unref();
    const opened = window;
    opened.webContents.on('did-start-navigation', (event) => {
      if (event.isMainFrame && !event.isSameDocument) announcer.shut();
    });
    const load = () => {
      opened.loadURL(page).catch((error: unknown) => log('load', error));
    };
    keepPage(opened, {
      load,
      onGone: announcer.shut,
      onRevive: () =>
        announcer.announce('notice:raised', desktopWords('windowStoppedLoadedAgainQueue')),
      log,
    });
    load();
    window.once('closed', () => {
      drawn.resolve();
      announcer.shut();
      window = null;
    });
  }

  return {
    announcer,
    current,
    drawn: drawn.promise,
    show() {
      const shown = current();
      if (shown === null) {
        begin();
        return;
      }
      // It shows itself once there is something to see.
      if (!isDrawn) return;
      if (shown.isMinimized()) shown.restore();
      shown.show();
      shown.focus();
    },
    isTrusted: (event) => isAskedBy(current(), event, development),
  };
}
