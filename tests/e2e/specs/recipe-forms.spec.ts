import { join } from 'node:path';
import sharp from 'sharp';
import { scene } from '../../fixtures/scene.ts';
import { makePicture } from '../harness/images.ts';
import { expectTally, tasksOf } from '../harness/queue-facts.ts';
import { violationsOf } from '../harness/violations.ts';
import { RecipePanel } from '../pages/recipe-panel.ts';
import { expect, test } from '../harness/test.ts';

test('the longer edge is what was asked for, whichever edge that is', async ({
  queue,
  folder,
  running,
}) => {
  const recipe = new RecipePanel(running.page);
  await recipe.editOutput();
  await recipe.panel.getByRole('radio', { name: 'Longest' }).click();
  const edge = recipe.panel.getByRole('textbox', { name: 'Longest' });
  await edge.fill('80');
  await edge.press('Tab');
  await queue.drop(
    await makePicture(join(folder, 'wide.jpg'), { width: 800, height: 400 }),
    await makePicture(join(folder, 'tall.jpg'), { width: 400, height: 800 }),
  );
  await expectTally(running.page, { succeeded: 2 });
  const sizes = await Promise.all(
    ['wide.jpg', 'tall.jpg'].map(async (name) => {
      const { width, height } = await sharp(join(folder, 'thumbnails', name)).metadata();
      return [width, height];
    }),
  );
  expect(sizes).toEqual([
    [80, 40],
    [40, 80],
  ]);
});

test('a field that cannot be used says so, and nothing of it is kept', async ({ running }) => {
  const recipe = new RecipePanel(running.page);
  const { panel } = recipe;
  await recipe.openSlot(/name of the results$/);
  const fileName = panel.getByRole('textbox', { name: 'File name' });
  await fileName.fill('../{name}');
  await expect(panel.getByRole('alert')).toContainText('may not lead out of its folder');
  const kept = await running.page.evaluate(async () => {
    const settings = await window.thumbline.readSettings();
    return settings.ok ? settings.value.recipe.fileName : null;
  });
  expect(kept).toBe('{name}.{ext}');
});

test('the original is kept where a result would be larger, or it says so and offers a smaller one', async ({
  queue,
  folder,
  running,
}) => {
  const { page } = running;
  const recipe = new RecipePanel(page);
  await recipe.editOutput();
  await recipe.panel.getByRole('radio', { name: 'Longest' }).click();
  const keeping = recipe.panel.getByRole('switch', { name: 'Keep the original' });
  await expect(keeping).toBeChecked();
  await keeping.click();
  const source = join(folder, 'tight.jpg');
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  const create = { width: 300, height: 200, channels: 3, background: '#888', noise } as const;
  await sharp({ create }).jpeg({ quality: 5 }).toFile(source);
  await recipe.panel.getByRole('textbox', { name: 'Longest' }).fill('300');
  await recipe.panel.getByRole('textbox', { name: 'File size, at most' }).fill('90');
  await expect(
    recipe.panel.getByRole('switch', { name: 'Fewer pixels rather than failing' }),
  ).toBeVisible();
  await queue.drop(source);
  await expectTally(page, { succeeded: 1 });
  await expect(queue.task('tight.jpg')).toContainText(/ → .*, larger/);
  await expect(page.getByText('1 larger than the original')).toBeVisible();
  await queue.task('tight.jpg').dblclick();
  const offers = page.getByRole('group', { name: 'Make it smaller' });
  await expect(offers.getByRole('button')).toHaveText(['Lower quality', 'As WebP']);
  expect(await violationsOf(page)).toEqual([]);
  await offers.getByRole('button', { name: 'Lower quality' }).click();
  await expectTally(page, { succeeded: 2 });
  await page.keyboard.press('Escape');
  await keeping.click();
  await queue.drop(source);
  await expectTally(page, { succeeded: 3 });
  const notes = (await tasksOf(page)).map((task) => ('notes' in task ? task.notes : []));
  expect(notes.at(-1)).toEqual(['original-kept']);
});

test('axe finds nothing to object to with every field of the recipe open, and quality rests at the usual', async ({
  running,
}) => {
  const recipe = new RecipePanel(running.page);
  const { panel } = recipe;
  await recipe.editOutput();
  await panel.getByRole('radio', { name: 'Cover' }).click();
  await panel.getByRole('radio', { name: 'A point you choose' }).click();
  await panel.getByText('Advanced').click();
  await panel.getByRole('switch', { name: 'Cut off plain borders' }).click();
  await expect(panel.getByRole('slider', { name: 'Tolerance for borders' })).toBeVisible();
  await panel.getByText('Watermark', { exact: true }).click();
  const mark = panel.getByRole('radiogroup', { name: 'Watermark', exact: true });
  await mark.getByRole('radio', { name: 'Picture' }).click();
  const file = panel.getByLabel('Watermark file');
  await file.setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('no') });
  await expect(panel.getByText('Thumbline cannot read that. Choose a picture.')).toBeVisible();
  const picture = await scene(40, 20).png().toBuffer();
  await file.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: picture });
  await expect(panel.getByRole('img', { name: 'The watermark' })).toBeVisible();
  await panel.getByRole('slider', { name: 'Opacity of the watermark' }).press('Home');
  await mark.getByRole('radio', { name: 'Text' }).click();
  await panel.getByRole('textbox', { name: 'Text of the watermark' }).fill('© 🎉');
  await expect(panel.getByRole('alert')).toHaveText(/Latin, Greek or Cyrillic/);
  await panel.getByRole('textbox', { name: 'Text of the watermark' }).fill('© Ann');
  await expect(panel.getByRole('slider', { name: 'Opacity of the watermark' })).toHaveValue('1');
  await expect(panel.getByRole('switch', { name: 'Lossless' })).toBeVisible();
  expect(await violationsOf(running.page)).toEqual([]);
  const quality = panel.getByRole('slider', { name: 'Quality' });
  // The slider rests at what the format is written with.
  for (const [name, usual] of [
    ['AVIF', '55'],
    ['JPEG', '82'],
  ] as const) {
    await recipe.chooseFormat(name);
    await expect(quality).toHaveValue(usual);
  }
  const choice = panel.getByRole('radiogroup', { name: 'Compression' });
  const alike = choice.getByRole('radio', { name: 'Looks the same' });
  await choice.getByRole('radio', { name: 'Quality' }).press('ArrowRight');
  await expect(alike).toBeChecked();
  await expect(quality).toHaveCount(0);
  await expect(panel.getByText('JPEG, looks the same')).toBeVisible();
  await alike.press('ArrowLeft');
  await expect(quality).toHaveValue('82');
  await recipe.chooseFormat('TIFF');
  await expect(quality).toHaveCount(0);
  await expect(choice).toHaveCount(0);
});
