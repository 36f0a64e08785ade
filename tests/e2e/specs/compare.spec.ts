import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { makePicture } from '../harness/images.ts';
import { outputsOf } from '../../../src/shared/task/outputs-of.ts';
import { expectTally, tasksOf } from '../harness/queue-facts.ts';
import { setRecipe } from '../harness/set-recipe.ts';
import { violationsInBothThemes } from '../harness/violations.ts';
import { expect, test } from '../harness/test.ts';
import { textProblemsOf } from '../harness/text-problems.ts';
import { ComparePage } from '../pages/compare-page.ts';
import { Places } from '../pages/places.ts';

/** Whose size tells its quality. */
async function makeNoisyPicture(path: string, size: { width: number; height: number }) {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  await sharp({ create: { ...size, channels: 3, background: '#000', noise } }).toFile(path);
}

const box = { fit: 'inside', format: 'webp' };
const twoSizes = {
  outputs: [
    { ...box, name: 'small', width: 200, height: 200 },
    { ...box, name: 'large', width: 800, height: 800, quality: 40 },
    { ...box, name: 'square', width: 300, height: 300, fit: 'cover' },
  ],
};

test('a result is held against its source at full size, with the keyboard alone', async ({
  queue,
  folder,
  running,
}) => {
  const { page } = running;
  await setRecipe(page, twoSizes);
  await queue.drop(
    await makePicture(join(folder, 'a.jpg'), { width: 1200, height: 800 }),
    await makePicture(join(folder, 'b.jpg'), { width: 900, height: 900, colour: '#a03020' }),
  );
  await expectTally(page, { succeeded: 2 });
  await page.evaluate(() => window.thumbline.pauseQueue());
  await queue.drop(await makePicture(join(folder, 'c.jpg')));
  await expectTally(page, { succeeded: 2, queued: 1 });

  const compare = new ComparePage(page);
  await queue.task('a.jpg').click();
  await page.keyboard.press('c');
  await compare.expectReady('a.jpg');
  // The largest at first, every pixel of it.
  await expect.poll(() => compare.sizeOf('after')).toEqual([800, 533]);
  // One without a result cannot be compared.
  await expect(page.locator('.versus-count')).toHaveText('1 of 2');
  const dialog = compare.dialog('a.jpg');
  await expect(dialog.getByText('800 × 533 · WebP 40 ·')).toBeVisible();
  await expect(dialog.getByText('1200 × 800 · JPEG ·')).toBeVisible();

  const density = await page.evaluate(() => devicePixelRatio);
  const oneToOne = dialog.getByRole('radio', { name: '1:1' });
  await oneToOne.click();
  await expect.poll(() => compare.shownWidth('after')).toBeCloseTo(800 / density, 0);
  await expect.poll(() => compare.shownWidth('before')).toBeCloseTo(800 / density, 0);

  // Each by its own pixels: those of the source are smaller here.
  const drawings = async () => [
    await compare.drawingOf('before'),
    await compare.drawingOf('after'),
  ];
  await dialog.getByRole('radio', { name: '2:1' }).click();
  await expect.poll(drawings).toEqual(['auto', 'pixelated']);
  // From the control that was just used, too.
  await page.keyboard.press('+');
  await expect.poll(drawings).toEqual(['pixelated', 'pixelated']);
  await oneToOne.click();

  await dialog.getByRole('slider', { name: 'Before and after' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('slider', { name: 'Before and after' })).toHaveValue('51');
  expect(await violationsInBothThemes(page)).toEqual([]);

  await dialog.getByRole('radio', { name: 'Side by side' }).click();
  await expect(dialog.getByRole('slider', { name: 'Before and after' })).toBeHidden();
  expect(await violationsInBothThemes(page, '[role="dialog"]')).toEqual([]);

  // A cut result stands beside the same part of its source, before it was encoded.
  await dialog.getByRole('button', { name: /^square/ }).click();
  await compare.expectReady('a.jpg');
  await expect.poll(() => compare.sizeOf('before')).toEqual([300, 300]);

  await dialog.getByRole('combobox', { name: 'Left picture' }).click();
  await page.getByRole('option', { name: 'small' }).click();
  await compare.expectReady('a.jpg');
  await expect.poll(() => compare.sizeOf('before')).toEqual([200, 133]);

  await page.keyboard.press('PageDown');
  await compare.expectReady('b.jpg');
  const command = async (typed: string) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find a picture or a command' }).fill(typed);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Find a picture or a command' })).toHaveCount(0);
  };
  await command('picture before');
  await compare.expectReady('a.jpg');
  await command('slider or side');
  await expect(compare.dialog('a.jpg').getByRole('radio', { name: 'Slider' })).toBeChecked();
  await page.keyboard.press('s');
  await page.keyboard.press('PageDown');
  await compare.expectReady('b.jpg');
  await expect(
    compare.dialog('b.jpg').getByRole('button', { name: 'Next picture' }),
  ).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(compare.dialog('b.jpg')).toBeHidden();
  await expect(queue.task('b.jpg')).toBeFocused();

  await command('compare at');
  await compare.expectReady('b.jpg');
  await page.keyboard.press('Control+f');
  await expect(compare.dialog('b.jpg')).toBeHidden();
  await page.keyboard.type('a.j');
  await expect(page.getByRole('searchbox', { name: 'Search names' })).toHaveValue('a.j');
  await page.evaluate(() => window.thumbline.resumeQueue());
});

test('another quality is tried on one picture, then used for it and put in the recipe', async ({
  queue,
  folder,
  running,
}) => {
  const { app, page } = running;
  await setRecipe(page, twoSizes);
  const photo = join(folder, 'a.jpg');
  await makeNoisyPicture(photo, { width: 1200, height: 800 });
  await queue.drop(photo);
  await expectTally(page, { succeeded: 1 });
  const [task] = await tasksOf(page);
  const outputs = task ? outputsOf(task) : [];
  const made = outputs.find(({ name }) => name === 'large')?.path ?? '';
  const before = (await stat(made)).size;

  const compare = new ComparePage(page);
  await queue.task('a.jpg').click();
  await page.keyboard.press('c');
  await compare.expectReady('a.jpg');
  const dialog = compare.dialog('a.jpg');
  const panel = dialog.getByRole('group', { name: 'This picture only' });
  if (await panel.isHidden()) await dialog.getByRole('button', { name: 'Quality' }).click();
  await expect(panel.getByText('It was made as WebP 40.')).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Make this one again' })).toBeDisabled();
  const slider = panel.getByRole('slider', { name: 'Quality' });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(dialog.getByText('800 × 533 · WebP 1 ·')).toBeVisible();
  // Only tried so far.
  expect((await stat(made)).size).toBe(before);
  expect(await violationsInBothThemes(page, '[role="dialog"]')).toEqual([]);

  // What is left of the smallest window beside the panel.
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(640, 400),
  );
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(640);
  await expect(panel).toBeVisible();
  await expect.poll(() => textProblemsOf(page)).toEqual([]);
  // Without its words the button keeps its name.
  await expect(dialog.getByRole('button', { name: 'Quality' })).toBeVisible();

  await panel.getByRole('button', { name: 'Put it in the recipe' }).click();
  await expect(panel.getByText('The recipe has it now.')).toBeVisible();
  const quality = () =>
    page.evaluate(async () => {
      const settings = await window.thumbline.readSettings();
      return settings.ok ? settings.value.recipe.outputs[1]?.quality : undefined;
    });
  await expect.poll(quality).toBe(1);

  await panel.getByRole('button', { name: 'Make this one again' }).click();
  await expect(panel.getByText('It was made again. This is the new one.')).toBeVisible();
  expect((await stat(made)).size).toBeLessThan(before);
  await expect(panel.getByText('It was made as WebP 1.')).toBeVisible();
  await compare.expectReady('a.jpg');
  await page.keyboard.press('Escape');
  const remade = page.getByRole('listitem', { name: 'a.jpg', exact: true }).last();
  await expect(remade).toBeFocused();
});

test('pictures of the history are compared, too, from their details', async ({
  queue,
  folder,
  running,
}) => {
  const { page } = running;
  await setRecipe(page, twoSizes);
  await queue.drop(await makePicture(join(folder, 'a.jpg'), { width: 1200, height: 800 }));
  await expectTally(page, { succeeded: 1 });
  await page.evaluate(() => window.thumbline.clearQueue());
  await new Places(page).goTo('History');
  const row = page.getByRole('list', { name: 'History' }).getByRole('listitem', { name: 'a.jpg' });
  await row.first().dblclick();
  await page.getByRole('button', { name: 'Compare at full size' }).click();
  const compare = new ComparePage(page);
  await compare.expectReady('a.jpg');
  await page.keyboard.press('Escape');
  await expect(compare.dialog('a.jpg')).toBeHidden();
});

test('what is larger than a page may hold is seen with its own pixels where one looks closer', async ({
  queue,
  folder,
  running,
}) => {
  test.setTimeout(300_000);
  const { page, app } = running;
  const source = join(folder, 'large.jpg');
  const [width, height] = [3600, 2700];
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  // Large squares: each at its own place, and quickly decoded.
  await sharp({ create: { width: 90, height: 68, channels: 3, background: '#000', noise } })
    .resize(width, height, { kernel: 'nearest', fit: 'fill' })
    .jpeg()
    .toFile(source);
  await setRecipe(page, {
    outputs: [{ name: 'large', width, height, fit: 'inside', format: 'jpeg' }],
  });
  await queue.drop(source);
  await expectTally(page, { succeeded: 1 });
  const [task] = await tasksOf(page);
  const made = (task ? outputsOf(task) : [])[0]?.path ?? '';
  const compare = new ComparePage(page);
  await queue.task('large.jpg').click();
  await page.keyboard.press('c');
  await compare.expectReady('large.jpg');
  await expect(compare.parts('before')).toHaveCount(0);
  const dialog = compare.dialog('large.jpg');
  await dialog.getByRole('radio', { name: '1:1' }).click();
  for (const [side, path, shrink] of [
    ['before', source, 1],
    ['after', made, 1],
  ] as const) {
    await compare.expectSharp(side);
    const [part] = await compare
      .parts(side)
      .evaluateAll((all) => all.map((image) => image.getAttribute('src')));
    const [, text = ''] = /\/part\/[^/]+\/([\d-]+)/.exec(part ?? '') ?? [];
    const [left = 0, top = 0, across = 0, down = 0, by] = text.split('-').map(Number);
    expect(by).toBe(shrink);
    expect(across * down).toBeLessThan(9_000_000);
    const region = { left, top, width: across, height: down };
    const whole = sharp(await readFile(path));
    const asItIs = await whole.extract(region).removeAlpha().raw().toBuffer();
    const bytes = await app.evaluate(async ({ net }, url) => {
      const answer = await net.fetch(url);
      return Buffer.from(await answer.arrayBuffer()).toString('base64');
    }, part ?? '');
    const shown = await sharp(Buffer.from(bytes, 'base64')).removeAlpha().raw().toBuffer();
    expect(shown.equals(asItIs)).toBe(true);
  }
  await dialog.getByRole('radio', { name: 'Fit' }).click();
  await expect(compare.parts('before')).toHaveCount(0);
  await page.keyboard.press('Escape');
});
