import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerOpenDialog } from '../harness/dialogs.ts';
import { makePicture } from '../harness/images.ts';
import { chooseFromMenu } from '../harness/menu.ts';
import { closePopup, openEach, popup } from '../harness/openers.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { said } from '../harness/said.ts';
import { setRecipe } from '../harness/set-recipe.ts';
import { violationsInBothThemes } from '../harness/violations.ts';
import { ComparePage } from '../pages/compare-page.ts';
import { expect, test } from '../harness/test.ts';
import { textProblemsOf } from '../harness/text-problems.ts';
import { dropFiles } from '../harness/drop.ts';

test('a language 40 % longer that is read from right to left is shown whole, and mirrored', async ({
  folder,
  launch,
}) => {
  // Some thirty things are opened, most of them looked at twice.
  test.setTimeout(300_000);
  const { app, page } = await launch({ environment: { THUMBLINE_LANGUAGE: 'en-XB' } });
  const look = async (screen: string) => {
    if (process.env['SHOTS'])
      await page.screenshot({ path: `${process.env['SHOTS']}/${screen}.png` });
    await expect.poll(() => textProblemsOf(page), screen).toEqual([]);
  };
  const lookClosely = async (screen: string, within?: string) => {
    await look(screen);
    expect(await violationsInBothThemes(page, within), screen).toEqual([]);
  };
  const dialog = page.getByRole('dialog');
  const closeDialog = async () => {
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  };
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  const places = await page.getByRole('navigation').boundingBox();
  const find = await page
    .getByRole('button', { name: said('Find a picture or a command') })
    .boundingBox();
  expect(places?.x ?? 0).toBeGreaterThan((find?.x ?? 0) + (find?.width ?? 0));
  await lookClosely('empty queue');
  for (const key of ['Control+k', '?', 'F1']) {
    await page.keyboard.press(key);
    await dialog.waitFor();
    await lookClosely(`opened by ${key}`, '[role="dialog"]');
    await closeDialog();
  }

  for (const words of ['Report a problem…', 'About Thumbline']) {
    await chooseFromMenu(app, said(words));
    await dialog.getByRole('heading').first().waitFor();
    await lookClosely(words, '[role="dialog"]');
    await closeDialog();
  }

  const opening = app.waitForEvent('window');
  await page.evaluate(() => window.thumbline.changeSettings({ showsDropWindow: true }));
  const small = await opening;
  await small.locator('[data-app-state="ready"]').waitFor();
  await expect(small.locator('html')).toHaveAttribute('dir', 'rtl');
  if (process.env['SHOTS']) await small.screenshot({ path: `${process.env['SHOTS']}/drops.png` });
  await expect.poll(() => textProblemsOf(small)).toEqual([]);
  expect(await violationsInBothThemes(small)).toEqual([]);
  await page.evaluate(() => window.thumbline.changeSettings({ showsDropWindow: false }));

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
  await dialog.getByRole('radio').first().waitFor();
  await lookClosely('gallery', '[role="dialog"]');
  await closeDialog();

  const picture = await makePicture(join(folder, 'a.jpg'), { width: 900, height: 300 });
  await setRecipe(page, {
    outputs: [
      { name: 'a', width: 200, height: 200, fit: 'cover' },
      { name: 'b', width: 90, height: 60, fit: 'cover' },
    ],
  });
  await answerOpenDialog(app, [picture]);
  await page.getByRole('button', { name: said('See the plan first') }).click();
  await page.getByRole('menuitem', { name: said('Choose files…') }).click();
  await page.getByRole('main').getByRole('listitem').first().waitFor();
  await lookClosely('plan', 'main');
  await page.keyboard.press('Escape');

  await dropFiles(page, page.getByRole('main'), [picture]);
  await expectTally(page, { succeeded: 1 });
  const card = page.getByRole('listitem', { name: 'a.jpg', exact: true });
  await openEach(page.getByRole('main'), (name) =>
    lookClosely(`menu of the queue: ${name}`, popup),
  );
  await card.click({ button: 'right' });
  await lookClosely('menu of a picture', popup);
  await closePopup(page);
  await page.keyboard.press('Control+z');
  await dialog.waitFor();
  await lookClosely('question before undoing', '[role="dialog"]');
  await closeDialog();
  await card.focus();
  await page.keyboard.press('c');
  await new ComparePage(page).stage.waitFor();
  await lookClosely('comparison', '[role="dialog"]');
  await closeDialog();
  await page.getByRole('button', { name: said('More'), exact: true }).click();
  await page.getByRole('menuitem', { name: said('Check crops') }).click();
  await page.getByRole('button', { name: said('Back to the queue') }).waitFor();
  await lookClosely('crops', 'main');
  await page.keyboard.press('Escape');
  await card.dblclick();
  await page.getByRole('complementary').getByRole('list').first().waitFor();
  await lookClosely('queue with details');
  await page.keyboard.press('Escape');
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(900, 700),
  );
  await look('queue in a small window');
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(640, 480),
  );
  await lookClosely('queue in the smallest window');
  // Several selected and a message stand side by side in the foot.
  await dropFiles(page, page.getByRole('main'), [picture]);
  await expectTally(page, { succeeded: 2 });
  await card.first().focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+Shift+c');
  await page.getByRole('toolbar').waitFor();
  await page.locator('.notice').waitFor();
  await look('selection and message in the smallest window');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: said('Recipe'), exact: true }).click();
  await dialog.getByRole('combobox').first().waitFor();
  await lookClosely('recipe as a sheet', '[role="dialog"]');
  await openEach(dialog.locator('.recipe-sentences'), (name) =>
    lookClosely(`recipe: ${name}`, popup),
  );
  await closeDialog();
  for (const [key, place] of [
    ['2', 'history'],
    ['3', 'monitor'],
    ['4', 'settings'],
  ] as const) {
    await page.keyboard.press(`Control+${key}`);
    await page.getByRole('heading', { level: 1 }).getByText('[').waitFor();
    await lookClosely(place);
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
  await page.addInitScript(() => {
    document.addEventListener(
      'readystatechange',
      () => Object.assign(window, { firstDirection: document.documentElement.dir }),
      { once: true },
    );
  });
  await page.reload();
  await page.locator('[data-app-state="ready"]').waitFor();
  // Before any script of the page ran.
  expect(await page.evaluate(() => Reflect.get(window, 'firstDirection'))).toBe('rtl');
  await expect(page.locator('html')).toHaveAttribute('lang', 'he');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.keyboard.press('Control+4');
  await expect(page.getByRole('heading', { level: 1, name: 'הגדרות' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'שפה' })).toHaveText('עברית');
  await expect(page.getByRole('radiogroup', { name: 'Pictures at once' })).toBeVisible();
});
