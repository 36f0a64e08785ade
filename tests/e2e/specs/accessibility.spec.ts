import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { chooseEntry } from '../../support/choose-entry.ts';
import { makePicture } from '../harness/images.ts';
import { closePopup, openEach, popup } from '../harness/openers.ts';
import { QueuePage } from '../pages/queue-page.ts';
import { Places } from '../pages/places.ts';
import { RecipePanel } from '../pages/recipe-panel.ts';
import { violationsInBothThemes } from '../harness/violations.ts';
import { expect, test } from '../harness/test.ts';

// There is no picture of a file that is none, and the console says so.
test.use({ pageMayComplain: true });

test('axe finds nothing to object to with each menu, select, drawer and dialog open', async ({
  folder,
  running,
}) => {
  // Some thirty things are opened and looked at twice each.
  test.setTimeout(600_000);
  const { app, page } = running;
  const [queue, recipe, places] = [new QueuePage(page), new RecipePanel(page), new Places(page)];
  const look = async (what: string, opened?: string) => {
    expect(await violationsInBothThemes(page, opened), what).toEqual([]);
  };
  const lookInto = (root: Locator, where: string) =>
    openEach(root, (name) => look(`${where}: ${name}`, popup));
  const openDialog = async (button: string) => {
    await queue.button(button).click();
    await look(`the dialog of ${button}`, '[role="dialog"]');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  };
  await look('empty queue');
  await lookInto(page.getByRole('main'), 'empty queue');
  await recipe.editOutput();
  await recipe.panel.getByRole('radio', { name: 'Cover' }).click();
  await lookInto(recipe.panel, 'recipe');
  await openDialog('Save as…');

  await makePicture(join(folder, 'album', 'a.jpg'));
  await writeFile(join(folder, 'album', 'notes.txt'), 'text');
  await writeFile(join(folder, 'bad.jpg'), 'text');
  await queue.drop(join(folder, 'album'), join(folder, 'bad.jpg'));
  await queue.expectStatus('a.jpg', 'succeeded');
  await queue.expectStatus('bad.jpg', 'failed');
  await look('queue as a grid');
  await queue.task('a.jpg').click();
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('toolbar', { name: 'Selected pictures' })).toBeVisible();
  await lookInto(page.getByRole('main'), 'queue');
  await queue.task('a.jpg').click({ button: 'right' });
  await look('menu of the selected tasks, and the page behind it');
  await closePopup(page);
  await openDialog('Undo batch');

  await page.evaluate(() => window.thumbline.changeSettings({ listView: 'list' }));
  await look('queue as a list');
  for (const name of ['a.jpg', 'bad.jpg']) {
    await queue.task(name).dblclick();
    await page.getByRole('complementary', { name: 'Details' }).getByRole('list').first().waitFor();
    await look(`details of ${name}`);
    await page.keyboard.press('Escape');
  }

  await places.goTo('History');
  const history = page.getByRole('list', { name: 'History' });
  await lookInto(page.getByRole('main'), 'history');
  await history.getByRole('listitem', { name: 'a.jpg' }).click({ button: 'right' });
  await look('menu of a task in the history', popup);
  await closePopup(page);
  await chooseEntry(page.getByRole('button', { name: 'Clear', exact: true }), 'Everything…');
  await look('the dialog of Clear', '[role="dialog"]');
  await page.getByRole('button', { name: 'Cancel' }).click();

  for (const place of ['Monitor', 'Settings'] as const) {
    await places.goTo(place);
    await page.getByRole('heading', { name: place, level: 1 }).waitFor();
    await look(place);
  }
  await lookInto(page.getByRole('main'), 'settings');

  await places.goTo('Queue');
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(800, 700),
  );
  await queue.button('Recipe').click();
  await look('the recipe as a sheet');
  const sheet = page.getByRole('dialog', { name: 'Recipe' });
  await sheet.getByRole('combobox', { name: 'Preset' }).click();
  await look('a select in the sheet, and the page behind it');
});
