import type { App, WebContents } from 'electron';

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
