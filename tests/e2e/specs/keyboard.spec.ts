import { join } from 'node:path';
import { answerOpenDialog } from '../harness/dialogs.ts';
import { makePicture } from '../harness/images.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { tabTo } from '../harness/tab-to.ts';
import { expect, test } from '../harness/test.ts';

test.use({ isMoving: true });

test('the main job needs no mouse', async ({ queue, folder, running }) => {
  const { page, app } = running;
  const paths = await Promise.all(
    ['a.jpg', 'b.jpg'].map((name) => makePicture(join(folder, name))),
  );
  await answerOpenDialog(app, paths);
  await tabTo(page, 'Choose files');
  await page.keyboard.press('Enter');
  await queue.expectStatus('b.jpg', 'succeeded');

  await queue.task('a.jpg').focus();
  await page.keyboard.press('ArrowRight');
  await expect(queue.task('b.jpg')).toBeFocused();
  await page.keyboard.press('Enter');
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(details).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(details).toBeHidden();
  await expect(queue.task('b.jpg')).toBeFocused();
});

test('every place has its key', async ({ running }) => {
  const { page } = running;
  for (const [digit, heading] of [
    ['2', 'History'],
    ['3', 'Monitor'],
    ['4', 'Settings'],
  ] as const) {
    await page.keyboard.press(`Control+${digit}`);
    await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible();
  }
  await page.keyboard.press('Control+1');
  await expect(page.getByRole('region', { name: 'Drop images' })).toBeVisible();
});

test('the keyboard is never left on nothing: in another place, after a question, after what was used went away', async ({
  queue,
  folder,
  running,
}) => {
  const { page, app } = running;
  const heading = (name: string | RegExp) => page.getByRole('heading', { name, level: 1 });
  const undo = page.getByRole('dialog', { name: 'Undo this batch?' });
  const gallery = page.getByRole('dialog', { name: 'Presets' });
  const search = page.getByRole('searchbox', { name: 'Search names' });
  await answerOpenDialog(app, [await makePicture(join(folder, 'a.jpg'))]);
  await tabTo(page, 'Choose files');
  await page.keyboard.press('Enter');
  await expectTally(page, { succeeded: 1 });
  // The button went with the first screen.
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeFocused();

  for (const [digit, name] of [
    ['2', 'History'],
    ['3', 'Monitor'],
    ['4', 'Settings'],
  ] as const) {
    await page.keyboard.press(`Control+${digit}`);
    await expect(heading(name)).toBeFocused();
  }
  await page.keyboard.press('Control+k');
  await page.keyboard.type('history');
  await page.keyboard.press('Enter');
  await expect(heading('History')).toBeFocused();
  await page.keyboard.press('Control+1');
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeFocused();

  // What asks goes with the place it asked in.
  await page.keyboard.press('Control+z');
  await expect(undo).toBeVisible();
  await page.keyboard.press('Control+2');
  await expect(undo).toHaveCount(0);
  await expect(heading('History')).toBeFocused();
  await page.keyboard.press('Control+1');
  await tabTo(page, 'All presets');
  await page.keyboard.press('Enter');
  await expect(gallery).toBeVisible();
  await page.keyboard.press('Control+f');
  await expect(gallery.getByRole('searchbox', { name: 'Search presets' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(gallery).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'All presets' })).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(undo).toBeVisible();
  await page.keyboard.press('Control+f');
  await expect(undo).toHaveCount(0);
  await expect(search).toBeFocused();

  await tabTo(page, 'Undo batch');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Undo');
  await page.keyboard.press('Enter');
  await expect(queue.notice('1 result moved to the trash')).toBeVisible();
  await expect(page.locator('body')).not.toBeFocused();

  await page.keyboard.press('F6');
  await expect(page.getByRole('region', { name: 'Notices' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  const earlier = page.getByRole('button', { name: 'Earlier messages' });
  await earlier.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Earlier messages' })).toContainText(
    '1 result moved to the trash',
  );
  await page.keyboard.press('Escape');
  await expect(earlier).toBeFocused();
});
