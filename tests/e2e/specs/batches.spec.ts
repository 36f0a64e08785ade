import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chooseEntry } from '../../support/choose-entry.ts';
import { makePicture } from '../harness/images.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { textProblemsOf, useWideFont } from '../harness/text-problems.ts';
import { violationsOf } from '../harness/violations.ts';
import { expect, test } from '../harness/test.ts';

test('each of several batches has a head, by which two pictures of one name are told apart', async ({
  queue,
  folder,
  running,
}) => {
  const { page, app } = running;
  for (const place of ['lisbon', 'porto']) {
    await makePicture(join(folder, place, 'IMG_0001.jpg'));
    await queue.drop(join(folder, place));
    await expectTally(page, { succeeded: place === 'lisbon' ? 1 : 2 });
  }
  const [first, second] = [queue.task('IMG_0001.jpg').first(), queue.task('IMG_0001.jpg').last()];
  await expect(page.getByRole('heading', { level: 2 })).toContainText(['lisbon', 'porto']);
  await expect(queue.task('IMG_0001.jpg')).toHaveCount(2);
  expect(await violationsOf(page)).toEqual([]);

  await first.focus();
  await page.keyboard.press('ArrowDown');
  await expect(second).toBeFocused();
  await first.click();
  await expect(first).toHaveAttribute('data-selected', '');
  const fold = queue.button('lisbon');
  await fold.press('Enter');
  await expect(fold).toHaveAttribute('aria-expanded', 'false');
  await expect(queue.task('IMG_0001.jpg')).toHaveCount(1);
  await expect(page.locator('[data-selected]')).toHaveCount(0);
  await fold.click();
  await expect(queue.task('IMG_0001.jpg')).toHaveCount(2);

  // The head stays while its pictures go by.
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(900, 560);
  });
  await expect.poll(() => page.evaluate(() => innerHeight)).toBe(560);
  const room = page.locator('.task-viewport');
  const headTop = () =>
    room.evaluate((viewport) => {
      viewport.scrollTop = 120;
      const head = viewport.querySelector('h2')?.getBoundingClientRect();
      return viewport.scrollTop === 120 && head
        ? head.top - viewport.getBoundingClientRect().top
        : null;
    });
  await expect.poll(headTop).toBeGreaterThan(0);
  await room.evaluate((viewport) => viewport.scrollTo(0, 0));

  await app.evaluate(({ shell }) => {
    shell.showItemInFolder = (path) => Object.assign(globalThis, { shown: path });
  });
  await queue.button('Show in folder: porto').click();
  const shown = () => app.evaluate(() => Reflect.get(globalThis, 'shown'));
  await expect.poll(shown).toBe(join(folder, 'porto', 'thumbnails', 'IMG_0001.jpg'));
  await chooseEntry(queue.button('More: porto'), 'Remove from the list');
  await expect(queue.task('IMG_0001.jpg')).toHaveCount(1);
  await expect(queue.task('IMG_0001.jpg')).toBeFocused();
  // The one that is left needs no head of its own.
  await expect(fold).toHaveCount(0);
});

test('a batch is paused by its menu, by words and by a key while the others go on, and goes on again', async ({
  queue,
  folder,
  running,
}) => {
  const { page } = running;
  await page.evaluate(() => window.thumbline.pauseQueue());
  for (const place of ['lisbon', 'porto']) {
    await makePicture(join(folder, place, `${place}.jpg`));
    await queue.drop(join(folder, place));
    await expect(queue.task(`${place}.jpg`)).toBeVisible();
  }
  await chooseEntry(queue.button('More: porto'), 'Pause this batch');
  const goOn = queue.button('Go on: porto');
  await expect(goOn).toBeVisible();
  await queue.button('Resume').click();
  await queue.expectStatus('lisbon.jpg', 'succeeded');
  // Nothing else is left.
  await expect(queue.button('Resume')).toBeVisible();
  await queue.expectStatus('porto.jpg', 'queued');
  expect(await violationsOf(page)).toEqual([]);

  await chooseEntry(queue.button('More: porto'), 'Cancel what is left');
  await queue.expectStatus('porto.jpg', 'cancelled');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await queue.expectStatus('porto.jpg', 'queued');
  await expect(goOn).toBeVisible();
  await page.evaluate(() => window.thumbline.pauseQueue());
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('go on porto');
  await page.keyboard.press('Enter');
  await expect(goOn).toHaveCount(0);
  await queue.task('porto.jpg').press('p');
  await expect(goOn).toBeVisible();
  await queue.task('porto.jpg').press('p');
  await expect(goOn).toHaveCount(0);
  await queue.button('Resume').click();
  await queue.expectStatus('porto.jpg', 'succeeded');
});

test('failures stand together by their cause; at 640 × 400 two rows of pictures are in sight and all can be reached', async ({
  queue,
  folder,
  running,
}) => {
  const { page, app } = running;
  const names = Array.from({ length: 8 }, (_, index) => `picture-${index}.jpg`);
  const pictures = await Promise.all(names.map((name) => makePicture(join(folder, name))));
  await queue.drop(...pictures);
  await expectTally(page, { succeeded: names.length });
  // The end of it all, in large; the progress bar has become two of weight.
  await expect(page.getByText(/lighter, −\d/)).toBeVisible();
  await expect(queue.progress).toHaveText(/^Originals, .+B *Results, .+B/);
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setMinimumSize(320, 320);
    window?.setContentSize(640, 400);
  });
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([640, 400]);
  const places = () =>
    queue.tasks.getByRole('listitem').evaluateAll((cards) => {
      const foot = document.querySelector('footer')?.getBoundingClientRect().top ?? 0;
      const all = cards.map((card) => card.getBoundingClientRect());
      return all.filter(({ bottom }) => bottom <= foot).map(({ top }) => top);
    });
  await expect.poll(async () => new Set(await places()).size).toBeGreaterThanOrEqual(2);
  await queue.button('More').press('Enter');
  await expect(page.getByRole('menuitem')).toContainText(['Choose files…', 'ZIP', 'Undo…']);
  await page.keyboard.press('Escape');
  await queue.button('Recipe').click();
  const sheet = page.getByRole('dialog', { name: 'Recipe' });
  await sheet.getByRole('button', { name: 'Hide recipe' }).click();
  await expect(sheet).toHaveCount(0);

  const broken = ['first.jpg', 'second.jpg'];
  await mkdir(join(folder, 'broken'));
  await Promise.all(
    [...broken, 'left-out.txt'].map((name) => writeFile(join(folder, 'broken', name), 'text')),
  );
  await queue.drop(join(folder, 'broken'));
  await expectTally(page, { succeeded: names.length, failed: broken.length });
  await expect(page.getByRole('contentinfo')).toContainText(/8 of 10 done *2 failed.*1 left out/);
  await useWideFont(page);
  await expect.poll(() => textProblemsOf(page)).toEqual([]);
  // The room is the pictures'.
  await queue.button('Why some failed').press('Enter');
  const causes = page.getByRole('list', { name: 'Why some failed' });
  await expect(causes.getByRole('listitem')).toHaveText(/^2This is a text file/);
  await causes.getByRole('button', { name: 'Show them' }).click();
  await expect(page.locator('[data-selected]')).toHaveCount(broken.length);
  await expect(queue.task('first.jpg')).toBeFocused();
  await expect(queue.tasks.getByRole('listitem')).toHaveCount(broken.length);
  expect(await violationsOf(page)).toEqual([]);
});
