import { app, BrowserWindow, type IpcMainInvokeEvent, nativeTheme, screen } from 'electron';
import { type DropWindowFacts, dropWindowNews } from '../../shared/ipc/drop-window.ts';
import type { WindowPlace } from '../../shared/settings/window-place.ts';
import type { Log } from '../log.ts';
import type { ParsedStore } from '../stores/parsed-store.ts';
import { boundsToOpen } from './bounds-to-open.ts';
import { countDeaths } from './count-deaths.ts';
import { isAskedBy } from './is-asked-by.ts';
import { lockedPage } from './locked-page.ts';

export interface DropWindow {
  /** The window while it is shown, or null. */
  readonly current: () => BrowserWindow | null;
  /** Opens it, or brings it to the front. `quietly`: the keyboard stays where it is. */
  readonly show: (how?: 'quietly') => void;
  readonly hide: () => void;
  readonly tell: (facts: DropWindowFacts) => void;
  readonly isTrusted: (event: IpcMainInvokeEvent) => boolean;
}

export interface DropWindowOptions {
  readonly preload: string;
  /** The address of its page. */
  readonly page: string;
  readonly title: string;
  readonly allowsDevTools: boolean;
  readonly development: string | null;
  readonly place: ParsedStore<WindowPlace>;
  /** A person has closed it by the system's means, or its page died too often. */
  readonly onClosed: () => void;
  readonly log: Log;
}

const sizes = { smallest: { width: 240, height: 240 }, usual: { width: 280, height: 306 } };
/** From the corner of the screen where it first opens. */
const marginPx = 24;
/** `--surface` of the page. */
const backgrounds = { light: '#ffffff', dark: '#202226' };

function boundsOf(place: WindowPlace) {
  const bounds = boundsToOpen(
    place,
    screen.getAllDisplays().map(({ workArea }) => workArea),
    sizes,
  );
  if ('x' in bounds) return bounds;
  const { x, y, width, height } = screen.getPrimaryDisplay().workArea;
  return {
    ...bounds,
    x: x + width - bounds.width - marginPx,
    y: y + height - bounds.height - marginPx,
  };
}

/** The small window that takes drops and shows how far they are, above all others. It is there only while it is shown. */
export function holdDropWindow(options: DropWindowOptions): DropWindow {
  const { page, place, onClosed, log } = options;
  let window: BrowserWindow | null = null;
  let isQuitting = false;
  app.on('before-quit', () => (isQuitting = true));

  function open(how?: 'quietly'): BrowserWindow {
    const opened = new BrowserWindow({
      ...boundsOf(place.read()),
      minWidth: sizes.smallest.width,
      minHeight: sizes.smallest.height,
      show: false,
      frame: false,
      alwaysOnTop: true,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      title: options.title,
      backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
      webPreferences: lockedPage(options),
    });
    const load = () => opened.loadURL(page).catch((error: unknown) => log('load', error));
    const deaths = countDeaths();
    opened.webContents.on('render-process-gone', (_event, { reason }) => {
      log('page ended', reason);
      // Electron is still taking the process down.
      setImmediate(() => {
        if (opened.isDestroyed()) return;
        if (deaths.isTooMany(deaths.add())) opened.close();
        else void load();
      });
    });
    opened.on('page-title-updated', (event) => event.preventDefault());
    opened.on('close', () =>
      place.replace({ bounds: opened.getNormalBounds(), isMaximized: false }),
    );
    opened.once('closed', () => {
      const isOurs = window !== opened;
      if (!isOurs) window = null;
      if (!isOurs && !isQuitting) onClosed();
    });
    opened.once('ready-to-show', () => {
      if (how === 'quietly') opened.showInactive();
      else opened.show();
    });
    void load();
    return opened;
  }

  return {
    current: () => window,
    show(how) {
      if (window === null) window = open(how);
      else if (window.isVisible() && how === undefined) window.focus();
    },
    hide() {
      const hidden = window;
      window = null;
      hidden?.close();
    },
    tell: (facts) => window?.webContents.send(dropWindowNews, facts),
    isTrusted: (event) => isAskedBy(window, event, options.development),
  };
}
