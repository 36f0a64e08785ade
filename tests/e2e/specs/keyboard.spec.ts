import { join } from 'node:path';
import { answerOpenDialog } from '../harness/dialogs.ts';
import { makePicture } from '../harness/images.ts';
import { tabTo } from '../harness/tab-to.ts';
import { expect, test } from '../harness/test.ts';

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
