import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type ElectronApplication, type Page } from '@playwright/test';
import { expect } from '../../support/expect-page.ts';

/** Kills the page's process from outside, or has Electron crash it. */
export type Death = 'SIGKILL' | 'crash';

export async function endPage(app: ElectronApplication, death: Death): Promise<void> {
  const processId = await app.evaluate(({ BrowserWindow }, isCrash) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const id = contents?.getOSProcessId() ?? 0;
    if (isCrash) contents?.forcefullyCrashRenderer();
    return id;
  }, death === 'crash');
  if (death === 'SIGKILL') process.kill(processId, 'SIGKILL');
  await expect.poll(() => pageProcess(app), { intervals: [20] }).not.toBe(processId);
}

/** The process of a page that is alive and loaded; 0 while there is none. */
export function pageProcess(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents || contents.isCrashed() || contents.isLoading()) return 0;
    return contents.getOSProcessId();
  });
}

/** Playwright gives up a page whose process died, so the one that took its place is reached over a connection of its own. */
export async function reachPage(app: ElectronApplication, userData: string): Promise<Page> {
  await expect.poll(() => pageProcess(app), { intervals: [20] }).toBeGreaterThan(0);
  const [port] = (await readFile(join(userData, 'DevToolsActivePort'), 'utf8')).split('\n');
  const connection = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = connection.contexts()[0]?.pages()[0];
  if (!page) throw new Error('There is no page.');
  await page.locator('[data-app-state="ready"]').waitFor();
  return page;
}

/** Kills the process that draws and waits until another one does. */
export async function killGpuProcess(app: ElectronApplication): Promise<void> {
  const find = () =>
    app.evaluate(({ app: main }) => {
      return main.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? 0;
    });
  const processId = await find();
  process.kill(processId, 'SIGKILL');
  await expect
    .poll(async () => ![0, processId].includes(await find()), { intervals: [20] })
    .toBe(true);
}

/** From its next load on, the page keeps what its notices say: they are gone before a busy machine has looked. */
export async function keepNotices(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.on('dom-ready', () => {
      void contents.executeJavaScript(`{
        const kept = (window.keptNotices = []);
        const keep = () => kept.push(document.querySelector('[aria-label="Notices"]')?.textContent);
        new MutationObserver(keep).observe(document, { childList: true, subtree: true });
        keep();
      }`);
    });
  });
}

export const noticesOf = (page: Page): Promise<string> =>
  page.evaluate(() => String(Reflect.get(window, 'keptNotices')));
