import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { answerOpenDialog } from '../harness/dialogs.ts';
import { setRecipe } from '../harness/set-recipe.ts';
import { expectTally, tasksOf } from '../harness/queue-facts.ts';
import { makePicture } from '../harness/images.ts';
import { expect, test } from '../harness/test.ts';
import { textProblemsOf } from '../harness/text-problems.ts';
import { withThumbnail } from '../../support/with-thumbnail.ts';
import { writeTiffs } from '../../support/write-tiff.ts';

// What is refused is also said in the console.
test.use({ pageMayComplain: true });

/** The size a picture has in the page, or null when it does not load. */
function sizeInPage(page: Page, address: string): Promise<readonly [number, number] | null> {
  return page.evaluate(async (src) => {
    const image = Object.assign(new Image(), { src });
    return image.decode().then(
      () => [image.naturalWidth, image.naturalHeight] as const,
      () => null,
    );
  }, address);
}

test('results and sources are shown by the id of their task', async ({
  queue,
  folder,
  running,
}) => {
  await queue.drop(await makePicture(join(folder, 'a.jpg'), { width: 2400, height: 1200 }));
  await expectTally(running.page, { succeeded: 1 });
  const [task] = await tasksOf(running.page);
  const address = `thumb://${task?.id}`;
  expect(await sizeInPage(running.page, `${address}/`)).toEqual([100, 50]);
  expect(await sizeInPage(running.page, `${address}/source`)).toEqual([1600, 800]);
  expect(await sizeInPage(running.page, `${address}/source-tile`)).toEqual([320, 160]);
  await expect(queue.task('a.jpg').locator('img')).toHaveJSProperty('complete', true);
});

test('a result that Chromium cannot draw is shown all the same, and so is another page of its source', async ({
  queue,
  folder,
  running,
}) => {
  const scan = join(folder, 'scan.tif');
  const page = (width: number, height: number) => ({ width, height, pixel: () => [255, 160, 0] });
  await writeFile(scan, writeTiffs([page(200, 300), page(300, 200)]));
  await setRecipe(running.page, { page: 2 });
  await queue.drop(scan);
  await expectTally(running.page, { succeeded: 1 });
  const [task] = await tasksOf(running.page);
  expect(await sizeInPage(running.page, `thumb://${task?.id}/`)).toEqual([100, 67]);
  expect(await sizeInPage(running.page, `thumb://${task?.id}/source`)).toEqual([300, 200]);
  expect(await sizeInPage(running.page, `thumb://${task?.id}/source/1`)).toEqual([200, 300]);
  await queue.task('scan.tif').dblclick();
  await expect(running.page.getByText('page 2 of 2')).toBeVisible();
});

test('no address leads to a path', async ({ running, folder }) => {
  const secret = await makePicture(join(folder, 'secret.png'));
  await copyFile(secret, join(folder, 'preview'));
  const addresses = [
    `thumb://${secret}`,
    `thumb:///${secret}`,
    `thumb://preview${secret}`,
    `thumb://preview/1`,
    `thumb://unknown-task/`,
    `thumb://unknown-task/source`,
    `thumbline://app/..%2f..%2f..%2f${secret}`,
    `file://${secret}`,
  ];
  for (const address of addresses) {
    expect(await sizeInPage(running.page, address), address).toBeNull();
  }
});

test('a picture replaced by something else is not handed out', async ({
  queue,
  folder,
  running,
}) => {
  await queue.drop(await makePicture(join(folder, 'a.jpg')));
  await expectTally(running.page, { succeeded: 1 });
  await copyFile(import.meta.filename, join(folder, 'thumbnails', 'a.jpg'));
  const [task] = await tasksOf(running.page);
  expect(await sizeInPage(running.page, `thumb://${task?.id}/?later`)).toBeNull();
});

test('a destination that is out of reach pauses the queue with a notice, and it goes on by itself', async ({
  queue,
  folder,
  running,
}) => {
  const { app, page } = running;
  const out = join(folder, 'results');
  await mkdir(out);
  await answerOpenDialog(app, [out]);
  await page.evaluate(() => window.thumbline.chooseDestination());
  await setRecipe(page, { destination: { kind: 'folder', path: out, mirrorsTree: false } });
  await queue.drop(await makePicture(join(folder, 'a.jpg')));
  await expectTally(page, { succeeded: 1 });
  await rm(out, { recursive: true });
  await writeFile(out, 'in the way');
  await queue.drop(
    await makePicture(join(folder, 'b.jpg')),
    await makePicture(join(folder, 'c.jpg')),
  );
  await expect(queue.button('Resume')).toBeVisible();
  const words = `${out} is out of reach: bring it back, then Resume.`;
  await expect(queue.notice(words)).toBeVisible();
  await expect(page.getByText('Paused', { exact: true })).toBeVisible();
  await expectTally(page, { succeeded: 1, queued: 2 });
  // Long words push nothing out of a small window.
  const resize = (size?: readonly number[]) =>
    app.evaluate(({ BrowserWindow }, to) => {
      const [window] = BrowserWindow.getAllWindows();
      const was = window?.getContentSize() ?? [];
      if (to) window?.setContentSize(to[0] ?? 0, to[1] ?? 0);
      return was;
    }, size);
  const usual = await resize([640, 480]);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(640);
  for (const name of ['Resume', 'More', 'Choose another folder…'])
    await expect(queue.button(name)).toBeInViewport({ ratio: 1 });
  await resize(usual);
  await rm(out);
  await expectTally(page, { succeeded: 3, failed: 0 });
  await expect(queue.button('Resume')).toBeHidden();
});

test('what a camera put into a file is seen until there is a result, and is none', async ({
  queue,
  folder,
  running: { page },
}) => {
  const size = { width: 480, height: 320 };
  const photo = await readFile(await makePicture(join(folder, 'plain.jpg'), size));
  const thumbnail = await makePicture(join(folder, 'thumbnail.jpg'), { width: 160, height: 107 });
  const bytes = withThumbnail(photo, await readFile(thumbnail), 6);
  await writeFile(join(folder, 'camera.jpg'), bytes);
  await page.evaluate(() => window.thumbline.pauseQueue());
  await queue.drop(join(folder, 'camera.jpg'), join(folder, 'plain.jpg'));
  const camera = queue.task('camera.jpg');
  const provisional = camera.locator('img[src$="/provisional?v=0"]');
  await expect(provisional).toHaveJSProperty('naturalWidth', 107);
  await expect(provisional).toHaveJSProperty('naturalHeight', 160);
  const box = await provisional.boundingBox();
  await expect(camera).toHaveAccessibleDescription(/, provisional preview$/);
  await expect(camera.getByText('Preview', { exact: true })).toBeVisible();
  await expect.poll(() => textProblemsOf(page)).toEqual([]);
  await expect(queue.task('plain.jpg')).not.toHaveAccessibleDescription(/preview/);
  await expect(queue.task('plain.jpg').locator('img')).toHaveCount(0);

  // It can neither be compared nor handed out, and is in no file.
  await expect(camera).not.toHaveAttribute('draggable', 'true');
  const [task] = await tasksOf(page);
  expect(await sizeInPage(page, `thumb://${task?.id}/`)).toBeNull();
  expect(await readdir(folder)).not.toContain('thumbnails');
  await camera.dblclick();
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(details.locator('img').first()).toHaveAttribute('src', /\/source\?/);
  expect(await details.locator('img[src*="/provisional"]').count()).toBe(0);
  await page.keyboard.press('Escape');

  await queue.button('Resume').click();
  await expectTally(page, { succeeded: 2 });
  await expect(provisional).toHaveCount(0);
  const result = camera.locator('img');
  await expect(result).toHaveJSProperty('complete', true);
  await expect(result).not.toHaveAttribute('src', /provisional/);
  expect((await result.boundingBox())?.height).toBeCloseTo(box?.height ?? 0, -1);
});
