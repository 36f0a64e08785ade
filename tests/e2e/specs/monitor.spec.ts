import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makePicture } from '../harness/images.ts';
import { expect, test } from '../harness/test.ts';
import { violationsOf } from '../harness/violations.ts';
import { MonitorPage } from '../pages/monitor-page.ts';
import { QueuePage } from '../pages/queue-page.ts';

// There is no picture of a file that is none, and the console says so.
test.use({ pageMayComplain: true });

// It measures what was done since its start, so each test has an app of its own.
const charts = ['Finished', 'Queue', 'Run time', 'Wait before it starts'] as const;

test('before anything ran every chart says so in words', async ({ launch }) => {
  const { page } = await launch();
  const monitor = new MonitorPage(page);
  await monitor.open();
  for (const name of charts) await expect(monitor.chart(name)).toContainText('in this time.');
  await expect(monitor.figure('Finished', 'Pictures')).toHaveText('0');
  await expect(monitor.figure('Run time', '99 of 100')).toHaveText('–');
  expect(await violationsOf(page)).toEqual([]);
});

test('what was made is measured, and its time can be looked at', async ({ folder, launch }) => {
  const { page } = await launch();
  const queue = new QueuePage(page);
  await writeFile(join(folder, 'bad.jpg'), 'text');
  const good = await Promise.all(
    ['a.jpg', 'b.jpg', 'c.jpg'].map((name) => makePicture(join(folder, name))),
  );
  await queue.drop(...good, join(folder, 'bad.jpg'));
  for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) await queue.expectStatus(name, 'succeeded');
  await queue.expectStatus('bad.jpg', 'failed');

  const monitor = new MonitorPage(page);
  await monitor.open();
  await expect(monitor.figure('Finished', 'Pictures')).toHaveText('4');
  await expect(monitor.chart('Run time')).toContainText('Of the last 3 pictures');
  await expect(monitor.chart('Wait before it starts')).toContainText('Of the last 4 pictures');
  for (const name of ['Half', '19 of 20', '99 of 100']) {
    await expect(monitor.figure('Run time', name)).toHaveText(/^[\d.]+ m?s$/);
  }

  // The keyboard goes through time in all charts at once; a screen reader hears what was then.
  const time = monitor.time('Finished');
  await time.focus();
  await page.keyboard.press('Home');
  await expect(time).toHaveAttribute('aria-valuetext', '9 min 50 s ago: Pictures 0, A second 0');
  for (const name of charts) await expect(monitor.chart(name)).toContainText('9 min 50 s ago');
  expect(await violationsOf(page), 'while a time is looked at').toEqual([]);
  await time.blur();
  await expect(monitor.figure('Finished', 'Pictures')).toHaveText('4');

  // So does the pointer.
  await monitor
    .chart('Queue')
    .locator('.chart-plot')
    .hover({ position: { x: 2, y: 20 } });
  await expect(monitor.chart('Run time')).toContainText('9 min 50 s ago');
  await page.getByRole('heading', { name: 'Workers' }).hover();
  await expect(monitor.chart('Run time')).toContainText('Of the last 3 pictures');
});
