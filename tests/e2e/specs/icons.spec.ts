import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makePicture } from '../harness/images.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { RecipePanel } from '../pages/recipe-panel.ts';
import { expect, test } from '../harness/test.ts';

const square = { width: 1200, height: 1200 };

test('the preset "App icons" makes icons for Windows and the Mac, and the card shows one', async ({
  queue,
  folder,
  running,
}) => {
  await new RecipePanel(running.page).choosePreset('App icons');
  await queue.drop(await makePicture(join(folder, 'logo.png'), square));
  await expectTally(running.page, { succeeded: 1 });
  const made = join(folder, 'thumbnails');
  expect(await readdir(made)).toEqual(
    expect.arrayContaining(['logo-1024.png', 'logo-macos.icns', 'logo-windows.ico']),
  );
  expect((await readFile(join(made, 'logo-windows.ico'))).readUInt16LE(4)).toBe(7);
  expect((await readFile(join(made, 'logo-macos.icns'))).toString('latin1', 0, 4)).toBe('icns');
  await expect(queue.task('logo.png').locator('img')).toHaveJSProperty('naturalWidth', 512);
});

test('the preset "Website icons" gives the lines for the head of the pages to copy', async ({
  queue,
  folder,
  running,
}) => {
  const { page } = running;
  await new RecipePanel(page).choosePreset('Website icons');
  await queue.drop(await makePicture(join(folder, 'logo.png'), square));
  await expectTally(page, { succeeded: 1 });
  await queue.task('logo.png').dblclick();
  const details = page.getByRole('complementary', { name: 'Details' });
  await details.getByText('HTML for the head of your pages').click();
  await details.getByText('rel="apple-touch-icon"').click();
  await page.keyboard.press('ControlOrMeta+C');
  const search = page.getByRole('searchbox', { name: 'Search names' });
  await page.getByRole('button', { name: 'Close details' }).click();
  await search.press('ControlOrMeta+V');
  await expect(search).toHaveValue(
    /^<link rel="icon" href="\/favicon\.ico" sizes="16x16 24x24 32x32 48x48">.*icon-512\.png/,
  );
});

for (const [name, kind, edge] of [
  ['ICO, Windows icon', 'ico', 128],
  ['ICNS, Mac icon', 'icns', 128],
] as const) {
  test(`what is made as ${kind} alone is shown, before and after`, async ({
    queue,
    folder,
    running,
  }) => {
    const recipe = new RecipePanel(running.page);
    await recipe.editOutput();
    await recipe.setSize(200, 200);
    await recipe.chooseFormat(name);
    await expect(recipe.panel.getByText('One square file with 16')).toBeVisible();
    await expect(recipe.panel.getByRole('slider', { name: 'Quality' })).toHaveCount(0);
    await expect(recipe.panel.getByText('Advanced')).toHaveCount(0);
    await queue.drop(await makePicture(join(folder, 'logo.png'), square));
    await expectTally(running.page, { succeeded: 1 });
    expect(await readdir(join(folder, 'thumbnails'))).toEqual([`logo.${kind}`]);
    const drawn = ['naturalWidth', edge] as const;
    await expect(queue.task('logo.png').locator('img')).toHaveJSProperty(...drawn);
    await expect(recipe.panel.locator('figure img')).toHaveJSProperty(...drawn);
  });
}
