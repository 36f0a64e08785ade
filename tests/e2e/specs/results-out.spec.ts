import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { makePicture } from '../harness/images.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { RecipePanel } from '../pages/recipe-panel.ts';
import { expect, test } from '../harness/test.ts';

interface Drag {
  readonly files: readonly string[];
  readonly icon: { readonly width: number; readonly height: number };
}

/** In place of a true drag, which holds up main until it is over and needs a desktop. */
async function spyOnDrags(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    const drags: unknown[] = [];
    Object.assign(globalThis, { drags });
    const [window] = BrowserWindow.getAllWindows();
    if (!window) throw new Error('There is no window.');
    window.webContents.startDrag = ({ file, files = [file], icon }) => {
      if (typeof icon === 'string') throw new Error('The icon is a path.');
      drags.push({ files, icon: icon.getSize() });
    };
  });
}

test.afterEach(({ running }) =>
  running.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window) Reflect.deleteProperty(window.webContents, 'startDrag');
  }),
);

const dragsOf = (app: ElectronApplication): Promise<Drag[]> =>
  app.evaluate(() => (globalThis as unknown as { drags: Drag[] }).drags);

/** On Electron before and after 44, which made the clipboard asynchronous. */
const copiedHtml = (app: ElectronApplication): Promise<string> =>
  app.evaluate(async ({ clipboard }) => {
    const readHtml: unknown = Reflect.get(clipboard, 'readHTML');
    if (typeof readHtml === 'function') return String(readHtml.call(clipboard));
    const [item] = await clipboard.read();
    const html = await item?.getType('text/html');
    return html instanceof Blob ? html.text() : '';
  });

/** Presses the button there and moves; it stays down. */
async function grab(page: Page, what: Locator): Promise<void> {
  const box = await what.boundingBox();
  if (box === null) throw new Error('Nothing to grab.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 3];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 10, y + 10, { steps: 3 });
}

test('results are dragged out of cards, rows, a selection and the details, by task and never by path', async ({
  queue,
  folder,
  running,
}) => {
  const { page, app } = running;
  const made = (name: string) => join(folder, 'thumbnails', name);
  const names = ['a.jpg', 'b.jpg', 'c.jpg'];
  await queue.drop(...(await Promise.all(names.map((name) => makePicture(join(folder, name))))));
  await expectTally(page, { succeeded: 3 });
  await spyOnDrags(app);

  await grab(page, queue.task('a.jpg'));
  await expect.poll(() => dragsOf(app)).toHaveLength(1);
  await page.mouse.up();
  const [card] = await dragsOf(app);
  expect(card?.files).toEqual([made('a.jpg')]);
  expect(Math.max(card?.icon.width ?? 0, card?.icon.height ?? 0)).toBeGreaterThan(60);

  await queue.task('a.jpg').click();
  await queue.task('b.jpg').click({ modifiers: ['ControlOrMeta'] });
  await grab(page, queue.task('b.jpg'));
  await expect.poll(() => dragsOf(app)).toHaveLength(2);
  await page.mouse.up();
  expect((await dragsOf(app))[1]?.files).toEqual([made('a.jpg'), made('b.jpg')]);

  // One that is not selected is dragged alone.
  await page.getByRole('radio', { name: 'List' }).click();
  await queue.task('c.jpg').click();
  await grab(page, queue.task('b.jpg'));
  await expect.poll(() => dragsOf(app)).toHaveLength(3);
  await page.mouse.up();
  expect((await dragsOf(app))[2]?.files).toEqual([made('b.jpg')]);

  await rm(made('b.jpg'));
  await queue.task('c.jpg').click();
  await queue.task('b.jpg').click({ modifiers: ['ControlOrMeta'] });
  await grab(page, queue.task('c.jpg'));
  await expect(queue.notice('1 result is not there any more. The rest comes along.')).toBeVisible();
  await expect.poll(() => dragsOf(app)).toHaveLength(4);
  await page.mouse.up();
  await queue.task('a.jpg').click();
  await grab(page, queue.task('b.jpg'));
  await expect(queue.notice('The result is not there any more.')).toBeVisible();
  await page.mouse.up();

  await queue.task('c.jpg').dblclick();
  const details = page.getByRole('complementary', { name: 'Details' });
  await grab(page, details.getByRole('listitem').filter({ hasText: 'c.jpg' }));
  await expect.poll(() => dragsOf(app)).toHaveLength(5);
  await page.mouse.up();
  expect((await dragsOf(app))[4]?.files).toEqual([made('c.jpg')]);
  await grab(page, details.getByText('After', { exact: true }));
  await expect.poll(() => dragsOf(app)).toHaveLength(6);
  await page.mouse.up();
  expect((await dragsOf(app))[5]?.files).toEqual([made('c.jpg')]);
  await details.getByRole('button', { name: 'Compare at full size' }).click();
  const compare = page.getByRole('dialog', { name: 'Compare c.jpg' });
  await grab(page, compare.getByTitle('Drag it to another program'));
  await expect.poll(() => dragsOf(app)).toHaveLength(7);
  await page.mouse.up();
  expect((await dragsOf(app))[6]?.files).toEqual([made('c.jpg')]);
  await page.keyboard.press('Escape');
  await expectTally(page, { succeeded: 3 });
});

test('results are copied by key and menu: pictures, paths, Markdown, HTML and data addresses', async ({
  queue,
  folder,
  running,
}) => {
  const { page, app } = running;
  const copied = () => app.evaluate(({ clipboard }) => clipboard.readText());
  const made = (name: string) => join(folder, 'thumbnails', name);
  await new RecipePanel(page).choosePreset('Web set');
  await queue.drop(
    ...(await Promise.all(['a.jpg', 'b.jpg'].map((name) => makePicture(join(folder, name))))),
  );
  await expectTally(page, { succeeded: 2 });

  await queue.task('a.jpg').click();
  await page.keyboard.press('ControlOrMeta+C');
  await expect(queue.notice('Picture copied')).toBeVisible();

  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+C');
  await expect(queue.notice('2 pictures copied')).toBeVisible();
  await expect
    .poll(() => copiedHtml(app))
    .toMatch(/(<p><img src="data:image\/[a-z]+;base64,[^"]+"><\/p>\s*){2}/);
  await page.keyboard.press('ControlOrMeta+Shift+C');
  await expect.poll(copied).toContain(made('b'));
  expect((await copied()).split('\n')).toHaveLength(12);

  // The menu at a picture, by the keyboard alone.
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Copy as' }).press('ArrowRight');
  await page.getByRole('menuitem', { name: 'Markdown' }).press('Enter');
  await expect.poll(copied).toMatch(/^!\[a\]\(a-small-webp\.webp\)\n/);

  await page.getByRole('toolbar', { name: 'Selected pictures' }).getByText('Copy').click();
  await page.getByRole('menuitem', { name: 'Copy as' }).click();
  await page.getByRole('menuitem', { name: 'HTML' }).click();
  await expect.poll(copied).toMatch(/^<picture>\n {2}<source type="image\/webp" srcset="a-small/);

  // What was done is told in the foot, beside what can be done: nothing lies upon anything else.
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(640, 600),
  );
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(640);
  const boxes = () =>
    page.evaluate(() =>
      ['.selection-tools', '.notice:not([data-limited])', '.foot', '.app-place'].map((part) => {
        const { left, right, top, bottom } = document.querySelector(part)!.getBoundingClientRect();
        return { left, right, top: Math.round(top), bottom: Math.round(bottom) };
      }),
    );
  await expect(page.locator('.notice:not([data-limited])')).toContainText('copied');
  const [tools, notice, foot, place] = await boxes();
  expect(notice?.left).toBeGreaterThanOrEqual(tools?.right ?? Infinity);
  expect(notice?.top).toBeGreaterThanOrEqual(foot?.top ?? Infinity);
  expect(foot).toMatchObject({ top: place?.bottom, bottom: 600 });

  await queue.task('a.jpg').dblclick();
  const details = page.getByRole('complementary', { name: 'Details' });
  await details.getByRole('button', { name: 'Copy as' }).first().click();
  await page.getByRole('menuitem', { name: 'Data address' }).click();
  await expect.poll(copied).toMatch(/^data:image\/webp;base64,[\w+/=]+$/);
  await details.getByText('HTML for a web page').click();
  await details.getByRole('button', { name: 'Copy HTML' }).click();
  await expect.poll(copied).toMatch(/^<picture>[^]*<\/picture>$/);
});
