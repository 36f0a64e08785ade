import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { makePicture } from '../harness/images.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { Places } from '../pages/places.ts';
import { expect, test } from '../harness/test.ts';
import { signalLiving } from '../../support/signal-living.ts';
import { violationsOf } from '../harness/violations.ts';

const details = (page: Page) => page.getByRole('complementary', { name: 'Details' });

async function menuOf(task: Locator, open: () => Promise<void>): Promise<readonly string[]> {
  await task.focus();
  await open();
  const entries = task.page().getByRole('menuitem');
  await entries.first().waitFor();
  const words = await entries.allInnerTexts();
  await task.page().keyboard.press('Escape');
  await expect(entries).toHaveCount(0);
  await expect(task).toBeFocused();
  return words;
}

test('tasks in the history are clicked, opened and acted on as those on the queue', async ({
  queue,
  folder,
  running,
}) => {
  const { page } = running;
  await queue.drop(
    await makePicture(join(folder, 'a.jpg')),
    await makePicture(join(folder, 'b.jpg')),
  );
  await expectTally(page, { succeeded: 2 });
  const onQueue = queue.task('a.jpg');
  const expected = await menuOf(onQueue, () => onQueue.click({ button: 'right' }));

  await new Places(page).goTo('History');
  const list = page.getByRole('list', { name: 'History' });
  const task = list.getByRole('listitem', { name: 'a.jpg', exact: true });
  expect(await menuOf(task, () => task.click({ button: 'right' }))).toEqual(expected);
  for (const key of ['Shift+F10', 'ContextMenu']) {
    expect(await menuOf(task, () => page.keyboard.press(key)), key).toEqual(expected);
  }

  // At its end, where the details come to lie.
  const { width = 0, height = 0 } = (await task.boundingBox()) ?? {};
  const position = { x: width - 20, y: height / 2 };
  await task.click({ position });
  await expect(details(page)).toHaveCount(0);
  await task.dblclick({ position });
  await expect(details(page)).toContainText('a.jpg');
  await page.keyboard.press('Escape');
  await expect(task).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(details(page)).toContainText('a.jpg');
  await page.keyboard.press('Escape');

  await task.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(task).toHaveCount(0);
  await expect(list.getByRole('listitem', { name: 'b.jpg', exact: true })).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a picture or a command' }).fill('not remember');
  await page.keyboard.press('Enter');
  await new Places(page).goTo('Queue');
  const sign = page.getByText('The next batch will not be remembered.');
  await expect(sign).toBeVisible();
  await queue.drop(await makePicture(join(folder, 'secret.jpg')));
  await expectTally(page, { succeeded: 2 });
  await expect(page.getByText('Not remembered', { exact: true })).toBeVisible();
  await expect(sign).toHaveCount(0);
  expect(await violationsOf(page)).toEqual([]);
  await new Places(page).goTo('History');
  await expect(list.getByRole('listitem', { name: 'b.jpg', exact: true })).toBeVisible();
  await expect(list.getByRole('listitem', { name: 'secret.jpg' })).toHaveCount(0);
});

test('Escape closes the menu of a task also before the menu has the focus', async ({
  queue,
  folder,
  running,
}) => {
  const { page } = running;
  await queue.drop(await makePicture(join(folder, 'a.jpg')));
  await expectTally(page, { succeeded: 1 });
  const task = queue.task('a.jpg');
  await task.evaluate(async (row) => {
    const { x, y } = row.getBoundingClientRect();
    const where = { bubbles: true, cancelable: true, clientX: x + 4, clientY: y + 4, button: 2 };
    row.dispatchEvent(new MouseEvent('contextmenu', where));
    // React draws the menu in this microtask; the focus moves later.
    await Promise.resolve();
    row.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }),
    );
  });
  await expect(task).toBeVisible();
  await expect(page.getByRole('menu')).toHaveCount(0);
});

test('a skeleton stands in the place of a picture until it is decoded', async ({
  queue,
  folder,
  running,
}) => {
  const { page } = running;
  await queue.drop(await makePicture(join(folder, 'a.jpg'), { width: 2400, height: 1600 }));
  await expectTally(page, { succeeded: 1 });
  const workers = await page.evaluate(async () => {
    const report = await window.thumbline.readMonitor();
    return report.ok ? report.value.workers.map(({ processId }) => processId) : [];
  });
  signalLiving(workers, 'SIGSTOP');
  await queue.task('a.jpg').dblclick();
  const before = details(page).locator('.compare-before');
  await expect(before).toHaveClass(/skeleton/);
  signalLiving(workers, 'SIGCONT');
  await expect(before).not.toHaveClass(/skeleton/);
  await expect(before).toHaveJSProperty('naturalWidth', 1600);
});

test('clearing and exporting are told in one place, and clearing forgets', async ({
  queue,
  folder,
  running,
}) => {
  const { app, page } = running;
  await queue.drop(await makePicture(join(folder, 'a.jpg')));
  await expectTally(page, { succeeded: 1 });
  await new Places(page).goTo('History');
  const tell = (name: string, news: unknown) =>
    app.evaluate(
      ({ BrowserWindow }, sent) => {
        for (const { webContents } of BrowserWindow.getAllWindows()) webContents.send(...sent);
      },
      [name, news] as const,
    );
  // As main does when there is more to do than a test should wait for.
  await tell('save:progressed', { name: 'thumbline-history.csv', done: 1200, total: 1_000_000 });
  await tell('history:clearing', { count: 312_400, fraction: 0.4 });
  const saving = page.getByRole('region', { name: 'Saving results' });
  const clearing = page.getByRole('region', { name: 'Clearing history' });
  await expect(saving).toContainText('1,200 of 1,000,000');
  await expect(clearing).toContainText('312,400 forgotten');
  await expect(clearing.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '40');
  await clearing.getByRole('button', { name: 'Cancel' }).click();
  await tell('save:progressed', null);
  await expect(saving).toHaveCount(0);

  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Everything…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Clear' }).click();
  await expect(queue.notice('1 entry removed from the history')).toBeVisible();
  await expect(clearing).toHaveCount(0);
  await expect(page.getByText('Nothing here yet')).toBeVisible();
});
