import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { makePicture } from '../harness/images.ts';
import { openEach } from '../harness/openers.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { textProblemsOf, useWideFont } from '../harness/text-problems.ts';
import { CropsPage } from '../pages/crops-page.ts';
import { PlanPage } from '../pages/plan-page.ts';
import { QueuePage } from '../pages/queue-page.ts';
import { Places } from '../pages/places.ts';
import { RecipePanel } from '../pages/recipe-panel.ts';
import { expect, test } from '../harness/test.ts';

// There is no picture of a file that is none, and the console says so.
test.use({ pageMayComplain: true });

const widths = [900, 1180] as const;

async function setWidth(app: ElectronApplication, page: Page, width: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(wanted, 760);
  }, width);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
}

test('every text can be read whole in a wide font, at 900 and at 1180 pixels', async ({
  folder,
  running,
}) => {
  const { app, page } = running;
  const [queue, recipe, places] = [new QueuePage(page), new RecipePanel(page), new Places(page)];
  const look = async (screen: string) => {
    for (const width of widths) {
      await setWidth(app, page, width);
      await expect.poll(() => textProblemsOf(page), `${screen} at ${width}`).toEqual([]);
    }
  };
  /** With each of its menus, selects and popovers open, one after the other. */
  const lookInto = async (root: Locator, where: string) => {
    await setWidth(app, page, widths[0]);
    await openEach(root, (name) =>
      expect.poll(() => textProblemsOf(page), `${name} open, ${where}`).toEqual([]),
    );
    // Below 1000 pixels the recipe is a sheet.
    await setWidth(app, page, widths[1]);
  };
  const lookAtDialog = async (button: string) => {
    await queue.button(button).click();
    await page.getByRole('dialog').waitFor();
    await expect.poll(() => textProblemsOf(page), `the dialog of ${button}`).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  };
  await useWideFont(page);
  await look('empty queue');
  // So low that what stands in its middle begins at its top.
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(900, 640),
  );
  await expect.poll(() => page.evaluate(() => innerHeight)).toBe(640);
  const [opener, target] = await Promise.all(
    [queue.button('Recipe'), page.locator('.empty-queue-target')].map((box) => box.boundingBox()),
  );
  expect((opener?.y ?? 0) + (opener?.height ?? 0)).toBeLessThan(target?.y ?? 0);
  await lookInto(page.getByRole('main'), 'empty queue');
  await lookAtDialog('Save as…');

  await recipe.choosePreset('Avatar');
  const names = ['a.jpg', 'a name that is longer than there is room for in a card.jpg', 'c.jpg'];
  const pictures = await Promise.all(names.map((name) => makePicture(join(folder, name))));
  const broken = join(folder, 'bad.jpg');
  await writeFile(broken, 'text');
  const plan = new PlanPage(page);
  await plan.drop(...pictures, broken);
  await expect(plan.line('c.jpg')).toBeVisible();
  await look('plan');
  await page.getByRole('button', { name: 'Back to the queue' }).click();

  await queue.drop(...pictures, broken);
  await expectTally(page, { succeeded: 3, failed: 1 });
  await queue.task('a.jpg').click();
  await page.keyboard.press('Control+a');
  await recipe.editOutput();
  await recipe.panel.getByText('Advanced').click();
  await look('queue as a grid, all selected, the recipe open');
  await lookInto(page.getByRole('main'), 'queue');
  await lookAtDialog('Undo batch');
  await page.evaluate(() => window.thumbline.changeSettings({ listView: 'list' }));
  await look('queue as a list');
  for (const name of ['a.jpg', 'bad.jpg']) {
    await queue.task(name).dblclick();
    await page.getByRole('complementary', { name: 'Details' }).getByRole('list').first().waitFor();
    await look(`details of ${name}`);
    await page.keyboard.press('Escape');
  }
  await new CropsPage(page).open();
  await look('crops');
  for (const place of ['History', 'Monitor', 'Settings'] as const) {
    await places.goTo(place);
    await page.getByRole('heading', { name: place, level: 1 }).waitFor();
    await look(place);
    if (place !== 'Monitor') await lookInto(page.getByRole('main'), place);
  }
  // What is looked for is also found.
  await page.getByRole('heading', { level: 1 }).evaluate((heading) => {
    Object.assign(heading.style, { flex: 'none', width: '30px', overflow: 'hidden' });
  });
  expect(await textProblemsOf(page)).toEqual(['“Settings” is cut off by .']);
  await page.getByRole('heading', { level: 1 }).evaluate((heading) => {
    heading.style.textOverflow = 'ellipsis';
  });
  expect(await textProblemsOf(page)).toEqual(['“Settings” is shortened by .']);
});
