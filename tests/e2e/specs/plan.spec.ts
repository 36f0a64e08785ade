import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chooseEntry } from '../../support/choose-entry.ts';
import { bytesWords } from '../../../src/shared/words/numbers.ts';
import { answerOpenDialog } from '../harness/dialogs.ts';
import { makePicture } from '../harness/images.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { tabTo } from '../harness/tab-to.ts';
import { violationsOf } from '../harness/violations.ts';
import { PlanPage } from '../pages/plan-page.ts';
import { RecipePanel } from '../pages/recipe-panel.ts';
import { setRecipe } from '../harness/set-recipe.ts';
import { expect, test } from '../harness/test.ts';

test('the plan says what will be written, and only then is it written', async ({
  folder,
  running,
}) => {
  const { page } = running;
  const plan = new PlanPage(page);
  await makePicture(join(folder, 'a.jpg'), { width: 800, height: 400 });
  await writeFile(join(folder, 'bad.jpg'), 'text');
  const whole = await readFile(join(folder, 'a.jpg'));
  await writeFile(join(folder, 'cut.jpg'), whole.subarray(0, whole.length - 40));
  await plan.drop(folder);
  await expect(plan.lines).toHaveCount(3);
  await expect(plan.line('a.jpg')).toContainText('100 × 50');
  await expect(plan.line('cut.jpg')).toContainText('The file ends too early');
  const planned = (await plan.fileSize('a.jpg').textContent()) ?? '';
  await expect(plan.line('bad.jpg')).toContainText('Not possible');
  expect(await readdir(folder)).toEqual(['a.jpg', 'bad.jpg', 'cut.jpg']);
  expect(await violationsOf(page)).toEqual([]);

  await plan.start.click();
  await expectTally(page, { succeeded: 1, failed: 2 });
  expect(await readdir(join(folder, 'thumbnails'))).toEqual(['a.jpg']);
  const { size } = await stat(join(folder, 'thumbnails', 'a.jpg'));
  expect(planned).toBe(bytesWords(size));
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

const filesIn = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();

test('a folder is chosen, planned and made as planned, without a mouse', async ({
  folder,
  running,
}) => {
  const { page, app } = running;
  const plan = new PlanPage(page);
  const photos = join(folder, 'Lisbon');
  const out = join(folder, 'out');
  for (const name of ['a.jpg', 'b.png', 'old/a.jpg', 'old/older/c.jpg']) {
    await makePicture(join(photos, name));
  }
  await makePicture(join(out, 'a.jpg'));
  await setRecipe(page, { destination: { kind: 'folder', path: out, mirrorsTree: true } });
  await answerOpenDialog(app, [out]);
  await page.evaluate(() => window.thumbline.chooseDestination());
  await answerOpenDialog(app, [photos]);

  await tabTo(page, 'See the plan first');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Choose files…' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Choose folder…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(plan.lines).toHaveCount(4);
  await expect(page.getByRole('heading', { name: 'Plan' })).toBeFocused();
  const planned = await plan.targets();
  expect(await filesIn(out)).toEqual([join(out, 'a.jpg')]);

  await tabTo(page, 'Start');
  await page.keyboard.press('Enter');
  await expectTally(page, { succeeded: 4 });
  expect(await filesIn(out)).toEqual([join(out, 'a.jpg'), ...planned].toSorted());
  expect(planned).toContain(join(out, 'old', 'older', 'c.jpg'));
});

test('a plan starts as it was made, also when the recipe has changed since', async ({
  folder,
  running,
}) => {
  const { page } = running;
  const plan = new PlanPage(page);
  await makePicture(join(folder, 'a.jpg'));
  await plan.drop(folder);
  await expect(plan.lines).toHaveCount(1);
  await setRecipe(page, { fileName: 'other-{name}.{ext}' });
  await plan.start.click();
  await expectTally(page, { succeeded: 1 });
  expect(await readdir(join(folder, 'thumbnails'))).toEqual(['a.jpg']);
});

test('a folder without pictures says so, and a closed dialog changes nothing', async ({
  folder,
  queue,
  running,
}) => {
  const { page, app } = running;
  const choose = async () => {
    await chooseEntry(page.getByRole('button', { name: 'See the plan first' }), 'Choose folder…');
  };
  await answerOpenDialog(app, []);
  await choose();
  await expect(page.getByRole('menuitem')).toHaveCount(0);
  await expect(queue.button('Choose files')).toBeVisible();

  await writeFile(join(folder, 'notes.txt'), 'text');
  await answerOpenDialog(app, [folder]);
  await choose();
  await expect(page.getByRole('heading', { name: 'No pictures in there' })).toBeVisible();
  await expect(queue.button('Start')).toBeDisabled();
  expect(await violationsOf(page)).toEqual([]);
  await queue.button('1 left out').click();
  await expect(page.getByText('Not pictures')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(queue.button('Choose files')).toBeVisible();
});

test('files and folders are also planned from the menu above a filled queue', async ({
  folder,
  queue,
  running,
}) => {
  const { page, app } = running;
  const plan = new PlanPage(page);
  await queue.drop(await makePicture(join(folder, 'a.jpg')));
  await expectTally(page, { succeeded: 1 });
  const chosen = await makePicture(join(folder, 'more', 'b.jpg'));
  for (const [entry, path] of [
    ['See the plan of files…', chosen],
    ['See the plan of a folder…', join(folder, 'more')],
  ] as const) {
    await answerOpenDialog(app, [path]);
    await chooseEntry(queue.button('Add…'), entry);
    await expect(plan.lines).toHaveCount(1);
    await expect(plan.line('b.jpg')).toContainText('New');
    await queue.button('Back to the queue').click();
  }
  await expect(queue.tasks.getByRole('listitem')).toHaveCount(1);
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
