import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { thumbnailName } from '../../../src/engine/desktop-cache/thumbnail-name.ts';
import { pngText } from '../../support/png-chunks.ts';
import { makePicture } from '../harness/images.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { expect, test } from '../harness/test.ts';
import { violationsOf } from '../harness/violations.ts';
import { QueuePage } from '../pages/queue-page.ts';
import { RecipePanel } from '../pages/recipe-panel.ts';

test('a drop fills the desktop’s thumbnail cache by the preset for it', async ({
  launch,
  folder,
}) => {
  const { page } = await launch({ environment: { XDG_CACHE_HOME: join(folder, 'cache') } });
  const [queue, recipe] = [new QueuePage(page), new RecipePanel(page)];
  await recipe.choosePreset('Desktop thumbnails');
  const source = await makePicture(join(folder, 'a.jpg'), { width: 600, height: 400 });
  await queue.drop(source);
  await expectTally(page, { succeeded: 1 });
  const cache = join(folder, 'cache', 'thumbnails');
  expect(readdirSync(cache).toSorted()).toEqual(['large', 'normal', 'x-large', 'xx-large']);
  const thumbnail = readFileSync(join(cache, 'large', thumbnailName(source)));
  expect(pngText(thumbnail)).toMatchObject({ 'Thumb::URI': `file://${source}` });
  await queue.expectStatus('a.jpg', 'succeeded');
  const picture = queue.task('a.jpg').locator('img');
  await expect(picture).toHaveJSProperty('complete', true);
  await expect(picture).not.toHaveJSProperty('naturalWidth', 0);
});

test('the recipe offers the cache, its sizes, and no name of one’s own', async ({
  launch,
  folder,
}) => {
  const { page } = await launch({ environment: { XDG_CACHE_HOME: join(folder, 'cache') } });
  const [queue, recipe] = [new QueuePage(page), new RecipePanel(page)];
  const { panel } = recipe;
  const place = /where results are saved$/;
  await recipe.openSlot(place);
  await panel.getByRole('radio', { name: 'File manager' }).click();
  await recipe.openSlot(place);
  await expect(panel.getByRole('dialog')).toHaveCount(0);
  await expect(panel.getByRole('button', { name: /name of the results$/ })).toHaveCount(0);
  for (const size of ['Normal', 'Very large', 'Largest']) {
    await panel.getByRole('switch', { name: size }).click();
  }
  await expect(panel.getByRole('switch', { name: 'Large, 256 px' })).toBeChecked();
  await panel.getByRole('switch', { name: 'Large, 256 px' }).click();
  await expect(panel.getByRole('switch', { name: 'Large, 256 px' })).toBeChecked();
  expect(await violationsOf(page)).toEqual([]);
  await recipe.openSlot(/^Replace the old result, if a file is there already$/);
  await panel.getByRole('combobox', { name: 'If a file is there already' }).click();
  await expect(page.getByRole('option')).toHaveText([
    'Skip it',
    'Replace the old result',
    'Skip what has not changed',
  ]);
  await page.keyboard.press('Escape');
  await queue.drop(await makePicture(join(folder, 'a.jpg')));
  await expectTally(page, { succeeded: 1 });
  expect(readdirSync(join(folder, 'cache', 'thumbnails'))).toEqual(['large']);
});
