import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { makePicture } from '../harness/images.ts';
import { chooseFromMenu } from '../harness/menu.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { tabTo } from '../harness/tab-to.ts';
import { violationsOf } from '../harness/violations.ts';
import { QueuePage } from '../pages/queue-page.ts';
import { Places } from '../pages/places.ts';
import { expect, test } from '../harness/test.ts';

const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Undo this batch?' });

const resultsIn = (folder: string) => readdir(join(folder, 'thumbnails'));

test('a finished queue offers to undo its batch, and says that it was undone', async ({
  folder,
  queue,
  running,
}) => {
  const { page } = running;
  await makePicture(join(folder, 'Lisbon', 'a.jpg'));
  await queue.drop(join(folder, 'Lisbon'));
  await expectTally(page, { succeeded: 1 });
  await queue.button('Undo batch').click();
  await expect(dialogOf(page)).toContainText('Lisbon');
  expect(await violationsOf(page)).toEqual([]);
  await dialogOf(page).getByRole('button', { name: 'Undo' }).click();
  await expect(queue.notice('1 result moved to the trash')).toBeVisible();
  expect(await resultsIn(join(folder, 'Lisbon'))).toEqual([]);
  await expect(page.getByText('Undone', { exact: true })).toBeVisible();
  await expect(queue.button('Undo batch')).toHaveCount(0);
});

test('the key asks about the newest batch, then about the one before', async ({
  folder,
  queue,
  running,
}) => {
  const { page } = running;
  await queue.drop(await makePicture(join(folder, 'a.jpg')));
  await expectTally(page, { succeeded: 1 });
  await queue.drop(await makePicture(join(folder, 'b.jpg')));
  await expectTally(page, { succeeded: 2 });
  await expect(queue.button('Undo last batch')).toBeVisible();

  await page.keyboard.press('Control+z');
  await expect(dialogOf(page)).toContainText('b.jpg');
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toHaveCount(0);
  expect(await resultsIn(folder)).toEqual(['a.jpg', 'b.jpg']);

  for (const [name, left] of [
    ['b.jpg', ['a.jpg']],
    ['a.jpg', []],
  ] as const) {
    await page.keyboard.press('Control+z');
    await expect(dialogOf(page)).toContainText(name);
    await tabTo(page, 'Undo');
    await page.keyboard.press('Enter');
    await expect.poll(() => resultsIn(folder)).toEqual(left);
    await expect(dialogOf(page)).toHaveCount(0);
  }
  await expect(page.getByText('2 of 2 batches undone', { exact: true })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(queue.notice('There is nothing to undo.')).toBeVisible();
});

test('in a text the key takes back the typing', async ({ folder, queue, running }) => {
  const { page } = running;
  await queue.drop(await makePicture(join(folder, 'a.jpg')));
  await expectTally(page, { succeeded: 1 });
  const search = page.getByRole('searchbox', { name: 'Search names' });
  await search.pressSequentially('x');
  await expect(page.getByText('Nothing here matches.')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(search).toHaveValue('');
  await expect(queue.task('a.jpg')).toBeVisible();
  await expect(dialogOf(page)).toHaveCount(0);
});

test('a batch is undone after a restart, by key and by menu', async ({ folder, launch }) => {
  const first = await launch();
  for (const [index, name] of ['a.jpg', 'b.jpg'].entries()) {
    await new QueuePage(first.page).drop(await makePicture(join(folder, name)));
    await expectTally(first.page, { succeeded: index + 1 });
  }
  await first.close();

  const { page, app } = await launch();
  const queue = new QueuePage(page);
  await page.keyboard.press('Control+z');
  await expect(dialogOf(page)).toContainText('b.jpg');
  await dialogOf(page).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => resultsIn(folder)).toEqual(['a.jpg']);
  await chooseFromMenu(app, 'Undo last batch…');
  await expect(dialogOf(page)).toContainText('a.jpg');
  await dialogOf(page).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => resultsIn(folder)).toEqual([]);
  await chooseFromMenu(app, 'Undo last batch…');
  await expect(queue.notice('There is nothing to undo.')).toBeVisible();
});

test('what was changed since stays and is named, and a batch of which all was changed is passed over', async ({
  folder,
  queue,
  running,
}) => {
  const { page } = running;
  const paths = ['a.jpg', 'b.jpg'].map((name) => makePicture(join(folder, name)));
  await queue.drop(...(await Promise.all(paths)));
  await expectTally(page, { succeeded: 2 });
  await queue.drop(await makePicture(join(folder, 'c.jpg')));
  await expectTally(page, { succeeded: 3 });
  for (const name of ['b.jpg', 'c.jpg']) {
    await appendFile(join(folder, 'thumbnails', name), 'changed since');
  }
  await page.keyboard.press('Control+z');
  await expect(dialogOf(page)).toContainText('2 files');
  await dialogOf(page).getByRole('button', { name: 'Undo' }).click();
  await expect(queue.notice('1 result moved to the trash')).toBeVisible();
  await expect(queue.notice('b.jpg: It was changed since, so it stays.')).toBeVisible();
  await expect(page.getByText('1 of 2 batches undone', { exact: true })).toBeVisible();
  expect(await resultsIn(folder)).toEqual(['b.jpg', 'c.jpg']);
});

test('a batch is undone from the history', async ({ folder, queue, running }) => {
  const { page } = running;
  await queue.drop(await makePicture(join(folder, 'a.jpg')));
  await expectTally(page, { succeeded: 1 });
  await new Places(page).goTo('History');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('1 result moved to the trash')).toBeVisible();
  const left = await readdir(join(folder, 'thumbnails')).catch(() => []);
  expect(left).toEqual([]);
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  await expect(page.getByText('Thumbnail · Undone')).toBeVisible();
  await expect(undo).toHaveCount(0);
  await new Places(page).goTo('Queue');
  await new Places(page).goTo('History');
  await expect(page.getByText('Thumbnail · Undone')).toBeVisible();
  await expect(undo).toHaveCount(0);
});

test('a batch of which nothing could be undone is not marked, and may be undone again', async ({
  folder,
  queue,
  running,
}) => {
  const { page } = running;
  await queue.drop(await makePicture(join(folder, 'a.jpg')));
  await expectTally(page, { succeeded: 1 });
  await appendFile(join(folder, 'thumbnails', 'a.jpg'), 'changed since');
  await new Places(page).goTo('History');
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  await undo.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
  await expect(queue.notice('It was changed since, so it stays.')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(undo).toBeVisible();
  await expect(page.getByText('Thumbnail · Undone')).toHaveCount(0);
  expect(await readdir(join(folder, 'thumbnails'))).toEqual(['a.jpg']);
});
