import { join } from 'node:path';
import { expectTally } from '../harness/queue-facts.ts';
import { makePicture } from '../harness/images.ts';
import { setRecipe } from '../harness/set-recipe.ts';
import { picturesLoaded } from '../harness/pictures-loaded.ts';
import { expect, test } from '../harness/test.ts';
import { violationsOf } from '../harness/violations.ts';

test('a preset is found in the gallery, tried on the selected picture and used, without a mouse', async ({
  queue,
  folder,
  running,
}) => {
  const { page } = running;
  await queue.drop(await makePicture(join(folder, 'shop.jpg'), { width: 900, height: 600 }));
  await expectTally(page, { succeeded: 1 });
  await expect(page.locator('.recipe-preview img')).toBeVisible();
  await picturesLoaded(page);
  await page.getByRole('button', { name: 'All presets' }).click();
  const gallery = page.getByRole('dialog', { name: 'Presets' });
  expect(await violationsOf(page)).toEqual([]);
  const search = gallery.getByRole('searchbox', { name: 'Search presets' });
  await search.fill('article');
  const shop = gallery.getByRole('radio', { name: 'Shop' });
  await expect(gallery.getByRole('radio')).toHaveCount(1);
  await shop.focus();
  await page.keyboard.press('Space');
  await expect(gallery.getByText('900 × 600 → 2048 × 2048')).toBeVisible();
  await picturesLoaded(page);
  await page.keyboard.press('Enter');
  await expect(gallery).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'Preset' })).toContainText('Shop');
});

test('one’s own presets are put in folders and in order, and stay so', async ({ running }) => {
  const { page } = running;
  for (const name of ['First', 'Second', 'Third']) {
    await setRecipe(page, {});
    await page.evaluate(async (called) => {
      const settings = await window.thumbline.readSettings();
      if (!settings.ok) throw new Error(settings.problem.message);
      await window.thumbline.savePreset({
        id: null,
        recipe: { ...settings.value.recipe, name: called },
      });
    }, name);
  }
  await page.getByRole('button', { name: 'All presets' }).click();
  const gallery = page.getByRole('dialog', { name: 'Presets' });
  const own = gallery.getByRole('region', { name: 'Your own' }).getByRole('radio');
  const namesOf = async () => own.evaluateAll((cards) => cards.map((card) => card.ariaLabel));
  const choose = async (preset: string, entry: string) => {
    await gallery.getByRole('button', { name: `More about ${preset}` }).click();
    await page.getByRole('menuitem', { name: entry }).click();
  };
  await choose('Third', 'Move earlier');
  await expect.poll(namesOf).toEqual(['First', 'Third', 'Second']);
  await own.first().dragTo(own.last());
  await expect.poll(namesOf).toEqual(['Third', 'First', 'Second']);
  await choose('First', 'Put in a folder…');
  await page.getByRole('textbox', { name: 'Folder' }).fill('Customers');
  await page.keyboard.press('Enter');
  await expect(gallery.getByRole('region', { name: 'Customers' }).getByRole('radio')).toHaveCount(
    1,
  );
  await page.reload();
  await page.getByRole('button', { name: 'All presets' }).click();
  await expect.poll(namesOf).toEqual(['Third', 'Second']);
  await expect(gallery.getByRole('region', { name: 'Customers' })).toContainText('First');
  await choose('Third', 'Remove');
  await expect.poll(namesOf).toEqual(['Second']);
});

test('the first screen leads to a recipe, and to a first result without a picture of one’s own', async ({
  running,
}) => {
  const { page } = running;
  const recipe = page.getByRole('region', { name: 'A recipe says what to make' });
  await expect(recipe).toContainText('within 100 × 100');
  await recipe.getByRole('button', { name: 'Choose a recipe' }).click();
  await page.getByRole('radio', { name: 'Avatar' }).dblclick();
  await expect(recipe).toContainText('A square of 256');
  await page.getByRole('button', { name: 'Try the samples' }).click();
  await expectTally(page, { succeeded: 7 });
});
