import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { requests } from '../../../src/shared/ipc/contract.ts';
import { dropWindowChannels } from '../../../src/shared/ipc/drop-window.ts';
import { answerQuestions } from '../harness/dialogs.ts';
import { dropFiles } from '../harness/drop.ts';
import { makePicture } from '../harness/images.ts';
import { chooseFromMenu } from '../harness/menu.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { expect, test } from '../harness/test.ts';
import { violationsInBothThemes } from '../harness/violations.ts';

const command = 'Show or hide the drop window';

/** The small window, once it can be used. */
async function readyOf(opened: Promise<Page>): Promise<Page> {
  const page = await opened;
  await page.locator('[data-app-state="ready"]').waitFor();
  return page;
}

/** The small window as the system has it. */
function windowOf(app: ElectronApplication) {
  return app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.isAlwaysOnTop());
    if (!window) return null;
    // Not in the types, yet the one way to ask what is in force.
    const contents = window.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const { sandbox, contextIsolation, nodeIntegration } = contents.getLastWebPreferences();
    const { x, y } = window.getBounds();
    return { place: { x, y }, locks: { sandbox, contextIsolation, nodeIntegration } };
  });
}

/** What a page that was taken over could send: each real handler, as though from the small window or from the large one. */
function askRaw(
  app: ElectronApplication,
  from: 'small' | 'large',
  asked: readonly (readonly [string, unknown])[],
) {
  return app.evaluate(
    async ({ BrowserWindow, ipcMain }, [isSmall, raws]) => {
      const window = BrowserWindow.getAllWindows().find((one) => one.isAlwaysOnTop() === isSmall);
      const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<
        string,
        (event: object, raw: unknown) => Promise<unknown>
      >;
      const sender = window?.webContents;
      const event = { sender, senderFrame: sender?.mainFrame };
      const codes: unknown[] = [];
      for (const [channel, raw] of raws) {
        const answer = (await handlers.get(channel)?.(event, raw)) as {
          readonly problem?: { readonly code: string };
        };
        codes.push(answer.problem?.code);
      }
      return codes;
    },
    [from === 'small', asked] as const,
  );
}

test('a small window takes pictures, shows how far they are, and is where it was at the next start', async ({
  folder,
  launch,
}) => {
  const { app, page } = await launch();
  const opening = app.waitForEvent('window');
  await chooseFromMenu(app, command);
  const small = await readyOf(opening);
  const area = small.getByRole('region', { name: 'Drop images' });
  await expect(small.getByText('Thumbnail, beside each picture')).toBeVisible();
  expect(await violationsInBothThemes(small)).toEqual([]);
  const presets = small.getByRole('combobox', { name: 'Make with' });
  await presets.selectOption('Avatar');
  await expect(small.getByText('Avatar, beside each picture')).toBeVisible();
  await presets.selectOption('Thumbnail');
  await expect(small.getByText('Thumbnail, beside each picture')).toBeVisible();
  await page.evaluate(() => window.thumbline.duplicatePreset('thumbnail'));
  await expect(presets).toContainText('Thumbnail copy');

  // How many are held over it is told in figures alone, where the system tells it.
  const hold = (count: number) =>
    small.evaluate((held) => {
      const dataTransfer = new DataTransfer();
      for (let at = 0; at < held; at += 1) dataTransfer.items.add(new File([], `${at}.jpg`));
      window.dispatchEvent(new DragEvent('dragover', { dataTransfer, cancelable: true }));
    }, count);
  await hold(24);
  await expect(area).toContainText('24');
  await expect(small.locator('#title')).toHaveText('Let go to make them');
  await small.evaluate(() => window.dispatchEvent(new DragEvent('dragleave')));
  await expect(area).not.toContainText('24');

  // It stays as small as it is while the page is zoomed.
  const widthOf = (one: Page) => one.evaluate(() => innerWidth);
  const [smallWidth, width] = [await widthOf(small), await widthOf(page)];
  const zoom = (factor: number) =>
    app.evaluate(({ BrowserWindow }, wanted) => {
      const large = BrowserWindow.getAllWindows().find((one) => !one.isAlwaysOnTop());
      large?.webContents.setZoomFactor(wanted);
    }, factor);
  await zoom(2);
  await expect.poll(() => widthOf(page)).toBe(width / 2);
  expect(await widthOf(small)).toBe(smallWidth);
  await zoom(1);

  await page.evaluate(() => window.thumbline.pauseQueue());
  for (const name of ['a.jpg', 'b.jpg']) await makePicture(join(folder, 'trip', name));
  await dropFiles(small, area, [join(folder, 'trip')]);
  await expect(small.locator('#title')).toHaveText('Paused, 2 pictures left');
  await expect(small.getByRole('progressbar', { name: 'Batch progress' })).toHaveAttribute(
    'aria-valuetext',
    '0 %, Paused, 2 pictures left',
  );
  await small.getByRole('button', { name: 'Resume' }).press('Enter');
  await expect(small.getByRole('status')).toHaveText(/^Thumbnails are ready\. 2 pictures done/);
  await expectTally(page, { succeeded: 2 });
  expect((await readdir(join(folder, 'trip', 'thumbnails'))).toSorted()).toEqual([
    'a.jpg',
    'b.jpg',
  ]);

  const shown = await app.evaluate(({ shell }) => {
    const paths: string[] = [];
    shell.showItemInFolder = (path) => void paths.push(path);
    return Reflect.set(globalThis, 'shown', paths);
  });
  expect(shown).toBe(true);
  await small.getByRole('button', { name: 'Show in folder' }).click();
  const paths = () => app.evaluate(() => Reflect.get(globalThis, 'shown') as string[]);
  await expect.poll(paths).toEqual([expect.stringContaining(join(folder, 'trip', 'thumbnails'))]);

  const place = await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.isAlwaysOnTop());
    window?.setPosition(60, 80);
    const { x, y } = window?.getBounds() ?? {};
    return { x, y };
  });
  await app.close();
  const second = await launch();
  await expect.poll(async () => (await windowOf(second.app))?.place).toEqual(place);
  // It has no address at first.
  const restoredOf = () => second.app.windows().find((one) => one.url().includes('drop-window'));
  await expect.poll(restoredOf).toBeDefined();
  const restored = restoredOf();
  await restored?.locator('[data-app-state="ready"]').waitFor();

  // The app goes on without the large window, and finds it again.
  const closed = second.page.waitForEvent('close');
  await second.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((one) => !one.isAlwaysOnTop())
      ?.close(),
  );
  await closed;
  const reopening = second.app.waitForEvent('window');
  await restored?.getByRole('button', { name: 'Open Thumbline' }).click();
  const reopened = await readyOf(reopening);

  await restored?.keyboard.press('Escape').catch(() => undefined);
  await expect.poll(() => windowOf(second.app)).toBeNull();
  await expect
    .poll(() => reopened.evaluate(() => window.thumbline.readSettings()))
    .toMatchObject({ value: { showsDropWindow: false } });
});

test('the small window has its own page and channels, and reads nothing that nobody gave', async ({
  folder,
  running,
}) => {
  const { app, page } = running;
  const opening = app.waitForEvent('window');
  await page.evaluate(() => window.thumbline.changeSettings({ showsDropWindow: true }));
  const small = await readyOf(opening);
  expect((await windowOf(app))?.locks).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
  });
  const has = await small.evaluate(() =>
    ['require', 'process', 'thumbline', 'electron', 'dropWindow'].filter((name) => name in window),
  );
  expect(has).toEqual(['dropWindow']);
  const scripts = await small.evaluate(() => [...document.scripts].map(({ src }) => src));
  expect(scripts).toEqual([expect.stringMatching(/\/assets\/drop-window-[^/]+\.js$/)]);

  await answerQuestions(app, 1);
  const secret = await makePicture(join(folder, 'private', 'a.jpg'));
  const anything = [
    secret,
    [secret],
    { paths: [secret], kind: 'files', taskId: secret },
    undefined,
  ];
  const all = Object.keys(requests).flatMap((channel) =>
    anything.map((raw) => [channel, raw] as const),
  );
  expect(new Set(await askRaw(app, 'small', all))).toEqual(new Set(['not-allowed']));
  const { facts, add, act, choose } = dropWindowChannels;
  const files = { paths: [secret], pictures: null, origin: 'drop' };
  const own = [facts, add, act, choose].map((channel) => [channel, files] as const);
  expect(await askRaw(app, 'small', own)).toEqual([
    'not-understood',
    'not-allowed',
    'not-understood',
    'not-understood',
  ]);
  expect(new Set(await askRaw(app, 'large', own))).toEqual(new Set(['not-allowed']));
  await expectTally(page, {});

  await small
    .getByRole('button', { name: 'Hide this window' })
    .click()
    .catch(() => undefined);
  await expect.poll(() => windowOf(app)).toBeNull();
});
