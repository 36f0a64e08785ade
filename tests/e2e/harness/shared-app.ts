import type { ElectronApplication, Page } from '@playwright/test';
import { defaultSettings } from '../../../src/shared/settings/settings.ts';
import { isBuiltIn } from '../../../src/shared/task/preset.ts';
import { expect } from '../../support/expect-page.ts';
import { launchApp, type RunningApp } from './launch.ts';
import { makeTempFolder, type TempFolder } from './temp-folder.ts';

/** One app for the tests of a worker, one after the other. */
export interface SharedApp {
  /**
   * As at its first start, whatever an earlier test did. Pasted pictures are saved in `folder`, not with those of whoever
   * runs the tests.
   */
  open(folder: string): Promise<RunningApp>;
  close(): Promise<void>;
}

/** Cancels and forgets every task, so that a test's folder can be removed while the app runs on. */
export async function emptyQueue({ page }: RunningApp): Promise<void> {
  const left = () =>
    page.evaluate(async () => {
      const { thumbline } = window;
      await thumbline.removeTasks('all');
      await thumbline.clearHistory({ olderThanDays: 0 });
      const [queue, history] = await Promise.all([
        thumbline.readSnapshot(),
        thumbline.searchHistory({ text: '', before: null, limit: 1 }),
      ]);
      if (!queue.ok || !history.ok) throw new Error('The queue cannot be read.');
      return [queue.value.batches.length, history.value.total];
    });
  await expect.poll(left, { intervals: [10, 20, 50, 100] }).toEqual([0, 0]);
}

/** Keeps what tests replace: the answers of dialogs, and what the desktop is asked for. */
function keepOriginals(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ BrowserWindow, dialog, shell }) => {
    const [window] = BrowserWindow.getAllWindows();
    const originals = [dialog, shell].map((object) => [object, { ...object }]);
    Object.assign(globalThis, { originals, bounds: window?.getBounds() });
  });
}

async function restoreOriginals(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow, clipboard }) => {
    for (const [object, original] of Reflect.get(globalThis, 'originals') as object[][]) {
      for (const name of Object.keys(object ?? {})) Reflect.deleteProperty(object ?? {}, name);
      Object.assign(object ?? {}, original);
    }
    const [window] = BrowserWindow.getAllWindows();
    window?.setBounds(Reflect.get(globalThis, 'bounds') as Electron.Rectangle);
    clipboard.clear();
  });
}

async function restoreSettings(page: Page): Promise<void> {
  const presets = await page.evaluate(async (settings) => {
    const { thumbline } = window;
    await thumbline.resumeQueue();
    await thumbline.leaveServer();
    await thumbline.changeSettings(settings);
    const listed = await thumbline.listPresets();
    return listed.ok ? listed.value.map(({ id }) => id) : [];
  }, defaultSettings);
  for (const id of presets.filter((one) => !isBuiltIn(one))) {
    await page.evaluate((own) => window.thumbline.removePreset(own), id);
  }
}

/** A page saves on its way out what was being typed in it: true when it left the settings as they are at first. */
function hasFirstSettings(page: Page): Promise<boolean> {
  return page.evaluate(async (first) => {
    const settings = await window.thumbline.readSettings();
    return settings.ok && JSON.stringify(settings.value) === JSON.stringify(first);
  }, defaultSettings);
}

async function makeAsNew(running: RunningApp): Promise<void> {
  const { app, page } = running;
  await restoreOriginals(app);
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  do {
    await restoreSettings(page);
    await page.reload();
    await page.locator('[data-app-state="ready"]').waitFor();
  } while (!(await hasFirstSettings(page)));
  running.pageErrors.length = 0;
}

/** `environmentOf` is given the folder of the app's own files. */
export function shareApp(environmentOf: (userData: string) => Record<string, string>): SharedApp {
  let shared: { userData: TempFolder; running: RunningApp } | null = null;
  const close = async () => {
    await shared?.running.close().catch(() => undefined);
    shared?.userData.remove();
    shared = null;
  };
  const launch = async () => {
    const userData = makeTempFolder();
    const { path } = userData;
    const environment = environmentOf(path);
    const running = await launchApp({ userData: path, environment, isStill: true });
    await keepOriginals(running.app);
    return { userData, running };
  };
  return {
    async open(folder) {
      if (shared) await makeAsNew(shared.running);
      else shared = await launch();
      const { running } = shared;
      await running.app.evaluate(({ app }, path) => app.setPath('pictures', path), folder);
      return running;
    },
    close,
  };
}
