import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { answerOpenDialog } from '../harness/dialogs.ts';
import { makePicture } from '../harness/images.ts';
import { expect, test } from '../harness/test.ts';
import { violationsInBothThemes } from '../harness/violations.ts';
import { QueuePage } from '../pages/queue-page.ts';
import { Places } from '../pages/places.ts';

test('a folder that a person watches has what comes into it made, over a restart and until it is switched off', async ({
  launch,
  folder,
}) => {
  const inbox = join(folder, 'inbox');
  await makePicture(join(inbox, 'old.jpg'));
  await mkdir(join(inbox, 'sub'));
  const first = await launch();
  const { page } = first;
  await answerOpenDialog(first.app, [inbox]);
  const card = page.getByRole('region', { name: 'A folder that keeps filling?' });
  await card.getByRole('button', { name: 'Watch a folder…' }).click();
  // Where it says how that goes.
  const group = page.getByRole('region', { name: 'Watched folders' });
  const row = group.getByRole('listitem', { name: inbox });
  await expect(row.getByRole('status')).toHaveText('Watching');
  await makePicture(join(inbox, 'sub', 'new.jpg'));
  await expect(row.getByRole('status')).toContainText('1 picture last at');

  // The same folder twice, and one inside it.
  await group.getByRole('button', { name: 'Watch a folder…' }).click();
  const notices = page.getByRole('region', { name: 'Notices' });
  await expect(notices.getByText('This folder is watched already.')).toBeVisible();
  await answerOpenDialog(first.app, [join(inbox, 'sub')]);
  await group.getByRole('button', { name: 'Watch a folder…' }).click();
  await expect(notices.getByText('lies in one that is watched with its subfolders')).toBeVisible();

  await row.getByText('What is made').click();
  await row.getByRole('textbox', { name: 'Only these kinds' }).fill('png');
  await row.getByRole('textbox', { name: 'Only these kinds' }).press('Enter');
  const filters = async () => {
    const listed = await page.evaluate(() => window.thumbline.listWatched());
    return listed.ok ? listed.value.map(({ filter: { kinds, names } }) => [kinds, names]) : null;
  };
  await expect.poll(filters).toEqual([[['png'], []]]);
  const names = row.getByRole('textbox', { name: 'Only names like these' });
  await names.fill('while away*, while-*, !*draft*');
  await names.press('Enter');
  await expect.poll(filters).toEqual([[['png'], ['while away*', 'while-*', '!*draft*']]]);
  expect(await violationsInBothThemes(page, '.settings')).toEqual([]);
  await first.close();

  await makePicture(join(inbox, 'while-away.jpg'));
  await makePicture(join(inbox, 'while-away.png'));
  const again = await launch();
  const queue = new QueuePage(again.page);
  await expect(queue.task('while-away.png')).toBeVisible();
  await expect(queue.task('while-away.jpg')).toHaveCount(0);
  await expect(queue.task('old.jpg')).toHaveCount(0);
  await new Places(again.page).goTo('Settings');
  const kept = again.page.getByRole('listitem', { name: inbox });
  await kept.getByRole('switch', { name: `Watch ${inbox}` }).click();
  await expect(kept.getByRole('status')).toHaveText('Off');
  await kept.getByRole('button', { name: `Stop watching ${inbox}` }).click();
  await expect(kept).toHaveCount(0);
});
