import { type App, protocol, type Session, type WebContents } from 'electron';
import { isOurPage, pageScheme, pictureScheme } from './origin.ts';

/** Must run before the app is ready. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, codeCache: true } },
    { scheme: pictureScheme, privileges: { standard: true, secure: true, stream: true } },
  ]);
}

const localSchemes: ReadonlySet<string> = new Set(
  [pageScheme, pictureScheme, 'data', 'blob', 'devtools', 'chrome-extension'].map(
    (scheme) => `${scheme}:`,
  ),
);

/** The development server and its reload socket. */
function isDevelopment(url: URL, development: string | null): boolean {
  return development !== null && url.host === new URL(development).host;
}

export interface SessionLock {
  readonly development: string | null;
  /** Told each path of a file or folder that a person dropped, pasted or chose, by Chromium's browser process. */
  readonly onGiven: (path: string) => void;
}

/** Denies every permission, and every request that would leave the app's own schemes. */
export function lockSession(session: Session, { development, onGiven }: SessionLock): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler((...[, permission, origin, details]) => {
    // The path is the browser process's own: it made the token behind the page's handle, and pages cannot make one (ADR 15).
    const path = permission === 'fileSystem' && 'filePath' in details ? details.filePath : null;
    if (path && isOurPage(origin, development)) onGiven(path);
    return false;
  });
  // Chromium gives no handle of home, the desktop or the system's folders, and says here that one was dropped.
  session.on('file-system-access-restricted', (_event, { origin, path }, answer) => {
    if (isOurPage(origin, development)) onGiven(path);
    answer('deny');
  });
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) => {
    const url = new URL(details.url);
    answer({ cancel: !localSchemes.has(url.protocol) && !isDevelopment(url, development) });
  });
  session.on('will-download', (event) => event.preventDefault());
}

function lock(contents: WebContents): void {
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** No page of the app leaves its address, opens a window or embeds another page. */
export function lockContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => lock(contents));
}
