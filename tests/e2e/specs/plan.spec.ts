import { appendFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makePicture } from '../harness/images.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { violationsOf } from '../harness/violations.ts';
import { PlanPage } from '../pages/plan-page.ts';
import { Rail } from '../pages/rail.ts';
import { RecipePanel } from '../pages/recipe-panel.ts';
import { expect, test } from '../harness/test.ts';

test('the plan says what will be written, and only then is it written', async ({
  folder,
  running,
}) => {
  const { page } = running;
  const plan = new PlanPage(page);
  await makePicture(join(folder, 'a.jpg'), { width: 800, height: 400 });
  await writeFile(join(folder, 'bad.jpg'), 'text');
  await plan.drop(folder);
  await expect(plan.lines).toHaveCount(2);
  await expect(plan.line('a.jpg')).toContainText('100 × 50');
  await expect(plan.line('bad.jpg')).toContainText('Not possible');
  expect(await readdir(folder)).toEqual(['a.jpg', 'bad.jpg']);
  expect(await violationsOf(page)).toEqual([]);

  await plan.start.click();
  await expectTally(page, { succeeded: 1, failed: 1 });
  expect(await readdir(join(folder, 'thumbnails'))).toEqual(['a.jpg']);
});

test('a plan that is left writes nothing', async ({ folder, queue, running }) => {
  const plan = new PlanPage(running.page);
  await makePicture(join(folder, 'a.jpg'));
  await plan.drop(folder);
  await expect(plan.lines).toHaveCount(1);
  await running.page.keyboard.press('Escape');
  await expect(queue.button('Choose files')).toBeVisible();
  expect(await readdir(folder)).toEqual(['a.jpg']);
});

test('a batch is undone from the history', async ({ folder, queue, running }) => {
  const { page } = running;
  await running.app.evaluate(({ shell }) => {
    shell.trashItem = async (path) => process.getBuiltinModule('node:fs').rmSync(path);
  });
  await queue.drop(await makePicture(join(folder, 'a.jpg')));
  await expectTally(page, { succeeded: 1 });
  await new Rail(page).goTo('History');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('1 result moved to the trash')).toBeVisible();
  const left = await readdir(join(folder, 'thumbnails')).catch(() => []);
  expect(left).toEqual([]);
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  await expect(page.getByText('Thumbnail · Undone')).toBeVisible();
  await expect(undo).toHaveCount(0);
  await new Rail(page).goTo('Queue');
  await new Rail(page).goTo('History');
  await expect(page.getByText('Thumbnail · Undone')).toBeVisible();
  await expect(undo).toHaveCount(0);
});

test('a batch of which nothing could be undone is not marked, and may be undone again', async ({
  folder,
  queue,
  running,
}) => {
  const { page } = running;
  await queue.drop(await makePicture(join(folder, 'a.jpg')));
  await expectTally(page, { succeeded: 1 });
  await appendFile(join(folder, 'thumbnails', 'a.jpg'), 'changed since');
  await new Rail(page).goTo('History');
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  await undo.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
  await expect(queue.notice('It was changed since, so it stays.')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(undo).toBeVisible();
  await expect(page.getByText('Undone')).toHaveCount(0);
  expect(await readdir(join(folder, 'thumbnails'))).toEqual(['a.jpg']);
});

test('a dropped preset file is added to the presets', async ({ folder, queue, running }) => {
  const file = join(folder, 'web.thumbline.json');
  const outputs = [{ name: 'small', longEdge: 400, format: 'webp' }];
  await writeFile(file, JSON.stringify({ version: 1, name: 'My web', outputs }));
  await queue.drop(file);
  await expect(running.page.getByText('Added “My web” to the presets')).toBeVisible();
  const recipe = new RecipePanel(running.page);
  await recipe.choosePreset('My web');
  await expect(recipe.panel.getByText('long edge 400').first()).toBeVisible();
});
