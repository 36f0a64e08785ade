import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pseudoLanguage } from '../../../src/shared/words/pseudo.ts';
import { makePicture } from '../harness/images.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { violationsInBothThemes } from '../harness/violations.ts';
import { expect, test } from '../harness/test.ts';
import { textProblemsOf } from '../harness/text-problems.ts';
import { dropFiles } from '../harness/drop.ts';

test('a language 40 % longer that is read from right to left is shown whole, and mirrored', async ({
  folder,
  launch,
}) => {
  const { page } = await launch({ environment: { THUMBLINE_LANGUAGE: 'en-XB' } });
  const said = (english: string) => {
    const found = pseudoLanguage.find('', '', english);
    if (typeof found !== 'string') throw new Error('That is no plain text.');
    return found;
  };
  const look = async (screen: string) => {
    if (process.env['SHOTS'])
      await page.screenshot({ path: `${process.env['SHOTS']}/${screen}.png` });
    await expect.poll(() => textProblemsOf(page), screen).toEqual([]);
  };
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  const rail = await page.getByRole('navigation').boundingBox();
  const width = await page.evaluate(() => innerWidth);
  expect((rail?.x ?? 0) + (rail?.width ?? 0)).toBe(width);
  await look('empty queue');
  for (const key of ['Control+k', '?', 'F1']) {
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
    await look(`opened by ${key}`);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }

  // Said by the preload, which cannot read a language.
  const refused = await page.evaluate(async () => {
    const settings = await window.thumbline.readSettings();
    const copied = [new File([], 'copied')];
    return settings.ok ? window.thumbline.planFiles(copied, settings.value.recipe) : settings;
  });
  expect(refused).toMatchObject({
    ok: false,
    problem: { message: expect.stringMatching(/^\[.*\]$/) },
  });

  await page.getByRole('button', { name: said('Choose a recipe') }).click();
  await page.getByRole('dialog').getByRole('radio').first().waitFor();
  await look('gallery');
  expect(await violationsInBothThemes(page, '[role="dialog"]')).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await dropFiles(page, page.getByRole('main'), [await makePicture(join(folder, 'a.jpg'))]);
  await expectTally(page, { succeeded: 1 });
  await look('queue');
  await page.getByRole('listitem', { name: 'a.jpg', exact: true }).dblclick();
  await page.getByRole('complementary').getByRole('list').first().waitFor();
  await look('details');
  await page.keyboard.press('Escape');
  for (const [key, place] of [
    ['2', 'history'],
    ['3', 'monitor'],
    ['4', 'settings'],
  ] as const) {
    await page.keyboard.press(`Control+${key}`);
    await page.getByRole('heading', { level: 1 }).getByText('[').waitFor();
    await look(place);
  }
});

test('a language of one’s own is found, chosen and spoken from the next start, and a broken one is told of', async ({
  launch,
  userData,
}) => {
  const languages = join(userData, 'languages');
  await mkdir(languages, { recursive: true });
  const messages = {
    settings: { settings: 'הגדרות', language: 'שפה', picturesTime: '{nothing}' },
  };
  const hebrew = { name: 'עברית', direction: 'rtl', messages };
  await writeFile(join(languages, 'he.json'), JSON.stringify(hebrew));
  await writeFile(join(languages, 'de.json'), '{\n  "name": "Deutsch",\n  "messages": {,}\n}');
  await writeFile(join(userData, 'settings.json'), JSON.stringify({ language: 'de' }));

  const first = await launch();
  const broken = 'de.json is no JSON: something is wrong in line 3. Thumbline speaks English.';
  await expect(first.page.getByText(broken)).toBeVisible();
  await first.page.keyboard.press('Control+4');
  await expect(first.page.getByRole('main').getByText(broken)).toBeVisible();
  await expect(first.page.getByText(/he\.json: 1 message cannot be used .* nothing/)).toBeVisible();
  await first.page.getByRole('combobox', { name: 'Language' }).click();
  await first.page.getByRole('option', { name: 'עברית' }).click();
  const chosen = () =>
    first.page.evaluate(async () => {
      const settings = await window.thumbline.readSettings();
      return settings.ok ? settings.value.language : null;
    });
  await expect.poll(chosen).toBe('he');
  await first.close();

  const { page } = await launch();
  await expect(page.locator('html')).toHaveAttribute('lang', 'he');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.keyboard.press('Control+4');
  await expect(page.getByRole('heading', { level: 1, name: 'הגדרות' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'שפה' })).toHaveText('עברית');
  await expect(page.getByRole('radiogroup', { name: 'Pictures at a time' })).toBeVisible();
});
