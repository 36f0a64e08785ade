import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { answerOpenDialog } from '../harness/dialogs.ts';
import { setRecipe } from '../harness/set-recipe.ts';
import { expectTally, tasksOf } from '../harness/queue-facts.ts';
import { makePicture } from '../harness/images.ts';
import { expect, test } from '../harness/test.ts';
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
  await rm(out);
  await expectTally(page, { succeeded: 3, failed: 0 });
  await expect(queue.button('Resume')).toBeHidden();
});
