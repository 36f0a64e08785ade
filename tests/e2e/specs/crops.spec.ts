import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import sharp from 'sharp';
import { expectTally } from '../harness/queue-facts.ts';
import { CropsPage } from '../pages/crops-page.ts';
import { RecipePanel } from '../pages/recipe-panel.ts';
import { violationsOf } from '../harness/violations.ts';
import { expect, test } from '../harness/test.ts';

/** Red on the left, blue on the right. No two files are the same: by its content a picture's point is remembered. */
async function makeTwoColours(path: string): Promise<string> {
  const half = { width: 600, height: 600, channels: 3 } as const;
  const blue = await sharp({ create: { ...half, background: '#0000ff' } })
    .png()
    .toBuffer();
  await sharp({ create: { ...half, width: 1200, background: '#ff0000' } })
    .composite([{ input: blue, left: 600, top: 0 }])
    .withExif({ IFD0: { ImageDescription: path } })
    .png()
    .toFile(path);
  return path;
}

async function mainColour(path: string): Promise<'red' | 'blue' | 'both'> {
  // By its bytes: libvips keeps what it read of a path.
  const { channels } = await sharp(await readFile(path)).stats();
  const [red = 0, , blue = 0] = channels.map(({ mean }) => mean);
  if (red > 250) return 'red';
  return blue > 250 ? 'blue' : 'both';
}

test('a crop that shows the wrong part is put right by dragging its point', async ({
  queue,
  folder,
  running,
}) => {
  const { page } = running;
  await new RecipePanel(page).choosePreset('Avatar');
  await queue.drop(await makeTwoColours(join(folder, 'flag.png')));
  await expectTally(page, { succeeded: 1 });

  const crops = new CropsPage(page);
  await crops.open();
  await crops.choose('flag.png');
  await crops.drag(0.9, 0.5);
  await expect(crops.point).toHaveAccessibleName(/9\d % from the left/);
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Make 1 picture again' }).click();

  const made = join(folder, 'thumbnails', 'flag.png');
  await expect.poll(() => mainColour(made)).toBe('blue');
});

test('the point is moved and the crops are left with the keyboard alone', async ({
  queue,
  folder,
  running,
}) => {
  const { page } = running;
  await new RecipePanel(page).choosePreset('Avatar');
  await queue.drop(await makeTwoColours(join(folder, 'flag.png')));
  await expectTally(page, { succeeded: 1 });

  const crops = new CropsPage(page);
  await crops.open();
  await expect(crops.point).toHaveAccessibleName(/^Point to keep, proposed/);
  await expect(page.getByRole('button', { name: 'Make again' })).toBeDisabled();
  await crops.editor.getByRole('button', { name: 'Take this point' }).click();
  await expect(crops.point).toHaveAccessibleName(/^Point to keep, \d/);
  await expect(page.getByRole('button', { name: 'Make 1 picture again' })).toBeEnabled();
  await crops.drag(0.5, 0.5);
  await crops.point.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('ArrowDown');
  await expect(crops.point).toHaveAccessibleName(/[34]\d % from the left, 5\d % from the top/);
  await page.keyboard.press('Escape');
  await expect(queue.tasks).toBeVisible();
});

test('every shape that was cut is shown as it is on disk, uncut files are not', async ({
  queue,
  folder,
  running,
}) => {
  const { page } = running;
  const outputs = [
    { name: 'whole', width: 320, height: 320, format: 'png' },
    { name: 'square', width: 320, height: 320, fit: 'cover', position: 'left', format: 'png' },
    { name: 'wide', width: 320, height: 80, fit: 'cover', format: 'png' },
  ];
  const preset = join(folder, 'crops.thumbline.json');
  await writeFile(preset, JSON.stringify({ version: 1, name: 'Two shapes', outputs }));
  await queue.drop(preset);
  await new RecipePanel(page).choosePreset('Two shapes');
  await queue.drop(await makeTwoColours(join(folder, 'flag.png')));
  await expectTally(page, { succeeded: 1 });

  const crops = new CropsPage(page);
  await crops.open();
  const card = crops.card('flag.png');
  await expect(card).toHaveAccessibleName(/^flag\.png square wide$/);
  await expect.poll(() => crops.shownSizes(card)).toEqual(['320 × 320', '320 × 80']);
  await card.press('Enter');
  await expect.poll(() => crops.shownSizes(crops.shapes)).toEqual(['320 × 320', '320 × 80']);
  expect(await violationsOf(page)).toEqual([]);

  await crops.point.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(card).toHaveAccessibleName(/^flag\.png moved/);
  await expect.poll(() => crops.shownSizes(card)).toEqual(['1200 × 600', '1200 × 600']);
  expect(await crops.drawnRatios(card)).toEqual([1, 4]);
});

test('where borders are cut off first, crops are shown as they are until they are made again', async ({
  queue,
  folder,
  running,
}) => {
  const { page } = running;
  const square = { width: 60, height: 60, fit: 'cover', position: 'left', format: 'png' };
  const preset = join(folder, 'bare.thumbline.json');
  await writeFile(preset, JSON.stringify({ name: 'Bare', outputs: [square], trim: 0 }));
  await queue.drop(preset);
  await new RecipePanel(page).choosePreset('Bare');
  const bordered = join(folder, 'bordered.png');
  const flag = await makeTwoColours(join(folder, 'inner.png'));
  const border = { top: 300, bottom: 300, left: 300, right: 300, background: '#ffffff' };
  await sharp(flag).extend(border).png().toFile(bordered);
  await queue.drop(bordered);
  await expectTally(page, { succeeded: 1 });

  const crops = new CropsPage(page);
  await crops.open();
  const card = crops.card('bordered.png');
  await card.press('Enter');
  await expect(crops.editor).toContainText('the crops below stay as they are');
  await crops.drag(0.75, 0.5);
  await expect(card).toHaveAccessibleName(/^bordered\.png moved/);
  await expect.poll(() => crops.shownSizes(card)).toEqual(['60 × 60']);
  await expect.poll(() => crops.shownSizes(crops.shapes)).toEqual(['60 × 60']);
  await page.getByRole('button', { name: 'Make 1 picture again' }).click();
  const made = join(folder, 'thumbnails', 'bordered.png');
  await expect.poll(() => mainColour(made)).toBe('blue');
});

async function redTop(path: string): Promise<boolean | null> {
  const file = await readFile(path).catch(() => null);
  if (file === null) return null;
  const { data, info } = await sharp(file)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const middle = Math.floor(info.width / 2) * 3;
  return info.height > info.width && (data[middle] ?? 0) > 200;
}

test('a picture is turned by key, menu and button, and stays so', async ({
  queue,
  folder,
  running,
}) => {
  const { page } = running;
  const preset = join(folder, 'whole.thumbline.json');
  await writeFile(preset, JSON.stringify({ name: 'Whole', outputs: [{ width: 60, height: 60 }] }));
  await queue.drop(preset);
  await new RecipePanel(page).choosePreset('Whole');
  await queue.drop(await makeTwoColours(join(folder, 'lying.png')));
  await expectTally(page, { succeeded: 1 });

  const made = join(folder, 'thumbnails', 'lying.png');
  const lying = queue.tasks.getByRole('listitem', { name: 'lying.png' });
  await lying.first().click();
  // Held, it turns once.
  await page.keyboard.down('r');
  await page.keyboard.down('r');
  await page.keyboard.up('r');
  await expectTally(page, { succeeded: 2 });
  expect(await redTop(made)).toBe(true);
  // The earlier task shows what its file is now.
  const shownUpright = (picture: Locator) =>
    picture.evaluate((shown: HTMLImageElement) => shown.naturalHeight > shown.naturalWidth);
  await expect.poll(() => shownUpright(lying.first().locator('img').last())).toBe(true);

  await lying.first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Turn', exact: true }).click();
  await page.getByRole('menuitem', { name: /^Turn left/ }).click();
  await expectTally(page, { succeeded: 3 });
  expect(await redTop(made)).toBe(false);

  await lying.first().dblclick();
  const details = page.getByRole('complementary', { name: 'Details' });
  await details.getByRole('button', { name: 'Turn right' }).click();
  await expectTally(page, { succeeded: 4 });
  await expect.poll(() => redTop(made)).toBe(true);
  await expect.poll(() => shownUpright(details.locator('.compare-after'))).toBe(true);
  await page.keyboard.press('Escape');

  await queue.drop(await makeTwoColours(join(folder, 'other.png')));
  await expectTally(page, { succeeded: 5 });
  await lying.first().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('r');
  // A picture with several tasks is turned and made once, in its place.
  await expectTally(page, { succeeded: 7 });
  expect((await readdir(join(folder, 'thumbnails'))).sort()).toEqual(['lying.png', 'other.png']);
  expect(await redTop(join(folder, 'thumbnails', 'other.png'))).toBe(true);
  expect(await redTop(made)).toBe(false);
});
