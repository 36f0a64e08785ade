import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { chooseEntry } from '../../support/choose-entry.ts';
import { zipContents } from '../../support/zip-contents.ts';
import { answerSaveDialog } from '../harness/dialogs.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { makePicture } from '../harness/images.ts';
import { Places } from '../pages/places.ts';
import { violationsOf } from '../harness/violations.ts';
import { expect, test } from '../harness/test.ts';

async function choose(page: Page, entry: string): Promise<void> {
  await chooseEntry(page.getByRole('button', { name: 'Save results' }), entry);
}

test('a batch is saved as a ZIP and as a contact sheet, from the history and the queue', async ({
  folder,
  queue,
  running,
}) => {
  const { app, page } = running;
  for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) await makePicture(join(folder, 'album', name));
  await queue.drop(join(folder, 'album'));
  await expectTally(page, { succeeded: 3 });
  const sheet = join(folder, 'sheet.html');
  await answerSaveDialog(app, sheet);
  await choose(page, 'Contact sheet (HTML)…');
  await expect(queue.notice('Saved 3 pictures in sheet.html')).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
  expect((await readFile(sheet, 'utf8')).match(/<img /g)).toHaveLength(3);

  await rm(join(folder, 'album', 'thumbnails', 'a.jpg'));
  await new Places(page).goTo('History');
  // Without its extension, as a person may type it.
  await answerSaveDialog(app, join(folder, 'album'));
  await choose(page, 'ZIP of the results…');
  await expect(queue.notice('Saved 2 results in album.zip')).toBeVisible();
  await expect(queue.notice('Without a.jpg: It is not there any more.')).toBeVisible();
  const unpacked = await zipContents(join(folder, 'album.zip'));
  expect(unpacked.map(({ name }) => name).toSorted()).toEqual(['b.jpg', 'c.jpg']);
  expect((await readdir(folder)).toSorted()).toEqual(['album', 'album.zip', 'sheet.html']);
  await expect(page.getByRole('region', { name: 'Saving results' })).toHaveCount(0);
});

test('a folder that takes no files is told in one line', async ({ folder, queue, running }) => {
  const { app, page } = running;
  await queue.drop(await makePicture(join(folder, 'a.jpg')));
  await expectTally(page, { succeeded: 1 });
  await answerSaveDialog(app, join(folder, 'missing', 'all.zip'));
  await choose(page, 'ZIP of the results…');
  const notice = queue.notice('Thumbline cannot write to');
  await expect(notice).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);

  // A notice asks nothing, so the window's keys work from there too.
  await page.keyboard.press('F6');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('group', { name: 'Thumbline cannot write to' })).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Undo' })).toBeVisible();
  await page.keyboard.press('Escape');
});

test('the page can only show what was saved', async ({ running }) => {
  const answers = await running.page.evaluate(async () => [
    await window.thumbline.revealSaved(0),
    await window.thumbline.cancelSave(),
  ]);
  expect(answers).toEqual([
    { ok: false, problem: { code: 'not-found', message: 'The file is not there any more.' } },
    { ok: true, value: undefined },
  ]);
});
