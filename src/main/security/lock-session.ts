import type { Session } from 'electron';
import { pageScheme, pictureScheme } from './origin.ts';

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
