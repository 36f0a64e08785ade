import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expectTally, tasksOf, waitForSucceeded } from '../harness/queue-facts.ts';
import { makeQuick, makeSlowPictures } from '../harness/images.ts';
import { QueuePage } from '../pages/queue-page.ts';
import { signalLiving } from '../../support/signal-living.ts';
import { expect, test } from '../harness/test.ts';

test('a worker killed in the middle of a batch costs nothing but one more try', async ({
  queue,
  folder,
  running,
}) => {
  const { page } = running;
  const paths = await makeSlowPictures(folder, 10);
  await queue.drop(...paths);
  await waitForSucceeded(page, 1);
  const busyOnes = () =>
    page.evaluate(async () => {
      const report = await window.thumbline.readMonitor();
      const workers = report.ok ? report.value.workers : [];
      return workers.filter(({ sourcePath }) => sourcePath).map(({ processId }) => processId);
    });
  /** Held still, and asked about again: it may just have said that it is done. */
  const holdBusy = async () => {
    const [processId = 0] = await busyOnes();
    if (processId === 0) return 0;
    signalLiving([processId], 'SIGSTOP');
    for (let look = 0; look < 3; look += 1) {
      if ((await busyOnes()).includes(processId)) continue;
      signalLiving([processId], 'SIGCONT');
      return 0;
    }
    return processId;
  };
  const busy = { processId: 0 };
  await expect
    .poll(async () => (busy.processId = await holdBusy()), { intervals: [5] })
    .toBeGreaterThan(0);
  signalLiving([busy.processId], 'SIGKILL');
  await makeQuick(paths);
  await expectTally(page, { succeeded: 10 });
  const attempts = (await tasksOf(page)).map((task) => task.attempts);
  expect(attempts.filter((count) => count === 2)).toHaveLength(1);
  expect(attempts.filter((count) => count === 1)).toHaveLength(9);
  expect(await readdir(join(folder, 'thumbnails'))).toHaveLength(10);
});

test('an app killed in the middle of a batch goes on at the next start and repeats nothing', async ({
  launch,
  folder,
}) => {
  const first = await launch();
  const paths = await makeSlowPictures(folder, 14);
  await new QueuePage(first.page).drop(...paths);
  await waitForSucceeded(first.page, 3);
  const finished = (await tasksOf(first.page)).filter((task) => task.status === 'succeeded');
  const before = await Promise.all(
    finished.map(async ({ outputs }) => (await stat(outputs[0]?.path ?? '')).mtimeMs),
  );
  await first.kill();
  await makeQuick(paths);

  const second = await launch();
  await expect
    .poll(async () => (await readdir(join(folder, 'thumbnails'))).toSorted(), { timeout: 60_000 })
    .toEqual((await readdir(folder)).filter((name) => name.endsWith('.png')).toSorted());
  const after = await Promise.all(
    finished.map(async ({ outputs }) => (await stat(outputs[0]?.path ?? '')).mtimeMs),
  );
  expect(after).toEqual(before);
  const history = await second.page.evaluate(() =>
    window.thumbline.searchHistory({ text: '', before: null, limit: 100 }),
  );
  const tasks = history.ok ? history.value.tasks : [];
  expect(tasks).toHaveLength(14);
  const again = tasks.filter(({ id }) => finished.some((task) => task.id === id));
  expect(again.map(({ attempts }) => attempts)).toEqual(finished.map(() => 1));
});

test('an app that was quit in the middle of a batch goes on at the next start', async ({
  launch,
  folder,
}) => {
  const first = await launch();
  const paths = await makeSlowPictures(folder, 10);
  await new QueuePage(first.page).drop(...paths);
  await waitForSucceeded(first.page, 1);
  await first.close();
  const between = await readdir(join(folder, 'thumbnails'));
  expect(between.every((name) => name.startsWith('slow-'))).toBe(true);
  await makeQuick(paths);

  await launch();
  await expect
    .poll(async () => (await readdir(join(folder, 'thumbnails'))).length, { timeout: 60_000 })
    .toBe(10);
});
