import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { WindowPlace } from '../../shared/settings/window-place.ts';
import type { ParsedStore } from '../stores/parsed-store.ts';
import { boundsToOpen } from './bounds-to-open.ts';
import { lockedPage } from './locked-page.ts';

export interface WindowOptions {
  readonly preload: string;
  readonly allowsDevTools: boolean;
  readonly place: ParsedStore<WindowPlace>;
  /** It shows itself only when it is asked to. */
  readonly startsHidden: boolean;
}

const sizes = { smallest: { width: 640, height: 480 }, usual: { width: 1180, height: 780 } };

/** The page's own background, so that nothing flashes before it is drawn. */
const backgrounds = { light: '#f7f7f8', dark: '#17181a' };

function rememberPlace(window: BrowserWindow, place: ParsedStore<WindowPlace>): void {
  window.on('close', () => {
    place.replace({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
  });
}

/** Opens the window, sandboxed and still empty; it shows itself once its page is drawn. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const { preload, allowsDevTools, place, startsHidden } = options;
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...boundsToOpen(place.read(), workAreas, sizes),
    minWidth: sizes.smallest.width,
    minHeight: sizes.smallest.height,
    show: false,
    title: 'Thumbline',
    // Everything in it is in the window too; Alt shows it.
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
    webPreferences: lockedPage({ preload, allowsDevTools }),
  });
  const { isMaximized } = place.read();
  const maximize = () => {
    // Which shows it, too.
    if (isMaximized) window.maximize();
  };
  if (startsHidden) window.once('show', maximize);
  else {
    maximize();
    window.once('ready-to-show', () => window.show());
  }
  rememberPlace(window, place);
  return window;
}
