import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { makePicture } from '../harness/images.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { Rail } from '../pages/rail.ts';
import { expect, test } from '../harness/test.ts';

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

  await new Rail(page).goTo('History');
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
  for (const id of workers) process.kill(id, 'SIGSTOP');
  await queue.task('a.jpg').dblclick();
  const before = details(page).locator('.compare-before');
  await expect(before).toHaveClass(/skeleton/);
  for (const id of workers) process.kill(id, 'SIGCONT');
  await expect(before).not.toHaveClass(/skeleton/);
  await expect(before).toHaveJSProperty('naturalWidth', 1600);
});
