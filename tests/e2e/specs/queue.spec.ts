import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expectTally, tallyOf, tasksOf, waitForSucceeded } from '../harness/queue-facts.ts';
import { makePicture, makeQuick, makeSlowPictures } from '../harness/images.ts';
import { expect, test } from '../harness/test.ts';

test('a paused queue finishes what runs and starts nothing more until it is resumed', async ({
  queue,
  folder,
  running,
}) => {
  const paths = await makeSlowPictures(folder, 24);
  await queue.drop(...paths);
  await waitForSucceeded(running.page, 1);
  await queue.button('Pause').click();
  await expect(queue.button('Resume')).toBeVisible();
  await expect.poll(async () => (await tallyOf(running.page)).running).toBe(0);
  const { queued } = await tallyOf(running.page);
  expect(queued).toBeGreaterThan(0);
  await makeQuick(paths);
  await queue.button('Resume').click();
  await expectTally(running.page, { succeeded: 24 });
});

test('cancelling everything ends what waits and what runs, and leaves no half file', async ({
  queue,
  folder,
  running,
}) => {
  await queue.drop(...(await makeSlowPictures(folder, 12)));
  await waitForSucceeded(running.page, 1);
  await queue.button('Cancel all').click();
  await expect.poll(async () => (await tallyOf(running.page)).queued).toBe(0);
  await expect.poll(async () => (await tallyOf(running.page)).running).toBe(0);
  const { cancelled, succeeded } = await tallyOf(running.page);
  expect(cancelled).toBeGreaterThan(0);
  expect(cancelled + succeeded).toBe(12);
  await expect.poll(async () => (await readdir(join(folder, 'thumbnails'))).length).toBe(succeeded);
});

test('one cancelled task does not stop the others, and can be tried again', async ({
  queue,
  folder,
  running,
}) => {
  const { page } = running;
  await queue.button('Choose files').waitFor();
  await page.evaluate(() => window.thumbline.pauseQueue());
  await queue.drop(
    await makePicture(join(folder, 'a.jpg')),
    await makePicture(join(folder, 'b.jpg')),
  );
  await queue.expectStatus('b.jpg', 'queued');
  const cancelled = (await tasksOf(page)).find((task) => task.sourcePath.endsWith('a.jpg'));
  await page.evaluate((id) => window.thumbline.cancelTasks([id]), cancelled?.id ?? '');
  await queue.expectStatus('a.jpg', 'cancelled');
  await page.evaluate(() => window.thumbline.resumeQueue());
  await queue.expectStatus('b.jpg', 'succeeded');
  await page.evaluate((id) => window.thumbline.retryTasks([id]), cancelled?.id ?? '');
  await queue.expectStatus('a.jpg', 'succeeded');
});

test('what failed is tried again when its cause is gone', async ({ queue, folder, running }) => {
  const missing = join(folder, 'later.jpg');
  await queue.drop(await makePicture(missing), await makePicture(join(folder, 'b.jpg')));
  await expectTally(running.page, { succeeded: 2 });
  await rm(missing);
  const [task] = await tasksOf(running.page);
  await running.page.evaluate(async (id) => {
    const detail = await window.thumbline.readTaskDetail(id);
    if (!detail.ok) throw new Error('The task is not there.');
    await window.thumbline.runTasksAgain({ taskIds: [id], recipe: detail.value.batch.recipe });
  }, task?.id ?? '');
  await expectTally(running.page, { succeeded: 2, failed: 1 });
  await makePicture(missing);
  await queue.button('Retry failed').click();
  await expectTally(running.page, { succeeded: 3 });
});

test('how many run at once can be changed while they run', async ({ queue, folder, running }) => {
  const { page } = running;
  await page.evaluate(() => window.thumbline.changeSettings({ concurrency: 1 }));
  const paths = await makeSlowPictures(folder, 12);
  await queue.drop(...paths);
  await waitForSucceeded(page, 1);
  expect((await tallyOf(page)).running).toBeLessThanOrEqual(1);
  await page.evaluate(() => window.thumbline.changeSettings({ concurrency: 3 }));
  await expect.poll(async () => (await tallyOf(page)).running, { intervals: [20] }).toBe(3);
  await makeQuick(paths);
  await expectTally(page, { succeeded: 12 });
});

test('a single dropped file goes before a waiting folder', async ({ queue, folder, running }) => {
  const { page } = running;
  await makeSlowPictures(join(folder, 'album'), 16);
  const single = await makePicture(join(folder, 'single.jpg'));
  await page.evaluate(() => window.thumbline.changeSettings({ concurrency: 1 }));
  await queue.drop(join(folder, 'album'));
  await expect.poll(async () => (await tasksOf(page)).length).toBe(16);
  await queue.drop(single);
  // Its batch may stand too far down to be drawn.
  const statusOfSingle = async () =>
    (await tasksOf(page)).find(({ sourcePath }) => sourcePath === single)?.status;
  await expect.poll(statusOfSingle).toBe('succeeded');
  expect((await tallyOf(page)).queued).toBeGreaterThan(0);
  await page.evaluate(() => window.thumbline.cancelTasks('all'));
});

test('a window that is loaded anew shows the same queue and goes on', async ({
  queue,
  folder,
  running,
}) => {
  const paths = await makeSlowPictures(folder, 10);
  await queue.drop(...paths);
  await waitForSucceeded(running.page, 1);
  await running.page.reload();
  await running.page.locator('[data-app-state="ready"]').waitFor();
  await makeQuick(paths);
  await expectTally(running.page, { succeeded: 10 });
  await queue.expectStatus('slow-01.png', 'succeeded');
  await queue.expectStatus('slow-10.png', 'succeeded');
});
