import { type App, protocol, type Session, type WebContents } from 'electron';
import { pageScheme, pictureScheme } from './origin.ts';

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

/** Denies every permission, and every request that would leave the app's own schemes. */
export function lockSession(session: Session, development: string | null): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
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
