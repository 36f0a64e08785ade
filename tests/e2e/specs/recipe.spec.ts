import { join } from 'node:path';
import sharp from 'sharp';
import { expectTally } from '../harness/queue-facts.ts';
import { makePicture } from '../harness/images.ts';
import { RecipePanel } from '../pages/recipe-panel.ts';
import { expect, test } from '../harness/test.ts';

test('what is set in the recipe is what the next drop becomes', async ({
  queue,
  folder,
  running,
}) => {
  const { page } = running;
  const recipe = new RecipePanel(page);
  const outputs = recipe.panel.getByRole('region', { name: 'Sizes' });
  await expect(outputs).toContainText('thumbnail within 100 × 100 as the same format');
  // Each part of the sentence opens its fields, where Enter keeps what they say and Escape takes it back.
  const size = outputs.getByRole('button', { name: /, size of thumbnail$/ });
  const fields = page.getByRole('dialog', { name: 'Size' });
  await size.press('Enter');
  await fields.getByRole('textbox', { name: 'Width' }).fill('7');
  await expect(size).toHaveText('within 7 × 100');
  await page.keyboard.press('Escape');
  await expect(fields).toHaveCount(0);
  await expect(size).toBeFocused();
  await expect(size).toHaveText('within 100 × 100');
  await size.press('Enter');
  await recipe.setSize(64, 48);
  await fields.getByRole('textbox', { name: 'Width' }).press('Enter');
  await expect(size).toHaveText('within 64 × 48');
  await outputs.getByRole('button', { name: /, format of thumbnail$/ }).click();
  await recipe.chooseFormat('WebP');
  await page.keyboard.press('Escape');
  await expect(outputs).toContainText('as the same format');
  const preset = () =>
    page.evaluate(async () => {
      const settings = await window.thumbline.readSettings();
      return settings.ok ? settings.value.presetId : settings;
    });
  // The size that was kept just before is no preset's.
  await expect.poll(preset).toBeNull();
  await outputs.getByRole('button', { name: /, format of thumbnail$/ }).click();
  await recipe.chooseFormat('WebP');
  await size.click();
  await expect(outputs).toContainText('thumbnail within 64 × 48 as WebP');
  await page.keyboard.press('Escape');
  await recipe.setFolderName('small');
  await queue.drop(await makePicture(join(folder, 'wide.jpg'), { width: 800, height: 400 }));
  await expectTally(running.page, { succeeded: 1 });
  const { format, width, height } = await sharp(join(folder, 'small', 'wide.webp')).metadata();
  expect({ format, width, height }).toEqual({ format: 'webp', width: 64, height: 32 });
});

test('what was typed last is kept, also when the window goes away at once', async ({ running }) => {
  const recipe = new RecipePanel(running.page);
  await recipe.editOutput();
  await recipe.setSize(64, 48);
  await running.page.reload();
  await recipe.editOutput();
  await expect(recipe.panel.getByRole('textbox', { name: 'Width' })).toHaveValue('64');
  await expect(recipe.panel.getByRole('textbox', { name: 'Height' })).toHaveValue('48');
});

test('a preset with many outputs makes them all from each picture', async ({
  queue,
  folder,
  running,
}) => {
  const recipe = new RecipePanel(running.page);
  await recipe.choosePreset('Web set');
  await queue.drop(await makePicture(join(folder, 'shop.png'), { width: 1600, height: 800 }));
  await expectTally(running.page, { succeeded: 1 });
  const sizes = await Promise.all(
    ['small-webp.webp', 'medium-jpeg.jpg', 'large-webp.webp'].map(async (name) => {
      const { width, height } = await sharp(join(folder, 'thumbnails', `shop-${name}`)).metadata();
      return [width, height];
    }),
  );
  expect(sizes).toEqual([
    [320, 160],
    [640, 320],
    [1280, 640],
  ]);
});

test('the preview shows what the recipe would make, at its true size', async ({
  queue,
  folder,
  running,
}) => {
  await queue.drop(await makePicture(join(folder, 'a.jpg'), { width: 900, height: 600 }));
  await queue.expectStatus('a.jpg', 'succeeded');
  const { panel } = new RecipePanel(running.page);
  const preview = panel.locator('figure img');
  await expect(preview).toHaveJSProperty('naturalWidth', 100);
  await expect(panel.getByText('900 × 600 → 100 × 67')).toBeVisible();
});
