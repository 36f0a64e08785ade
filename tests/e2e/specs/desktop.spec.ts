import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { chooseEntry } from '../../support/choose-entry.ts';
import { answerSaveDialog } from '../harness/dialogs.ts';
import { makePicture } from '../harness/images.ts';
import { chooseFromMenu } from '../harness/menu.ts';
import { expectTally, tasksOf } from '../harness/queue-facts.ts';
import { expect, test } from '../harness/test.ts';
import { QueuePage } from '../pages/queue-page.ts';
import { Places } from '../pages/places.ts';

/** Notes what the desktop is asked for, which nobody answers under Xvfb. */
async function spyOnShell(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ shell }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    shell.openPath = (path) => {
      asked.push(`open ${path}`);
      return Promise.resolve('');
    };
    shell.showItemInFolder = (path) => asked.push(`reveal ${path}`);
  });
}

async function spyOnProgress(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    const [window] = BrowserWindow.getAllWindows();
    if (window) window.setProgressBar = (fraction) => asked.push(String(fraction));
  });
}

function askedOf(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
}

test('results and sources are handed to the desktop by task, never by path', async ({
  queue,
  folder,
  running,
}) => {
  const { page, app } = running;
  const picture = await makePicture(join(folder, 'a.jpg'));
  await queue.drop(picture);
  await expectTally(page, { succeeded: 1 });
  await spyOnShell(app);
  const [task] = await tasksOf(page);
  await page.evaluate(async (taskId) => {
    await window.thumbline.openOutput({ taskId, output: 0 });
    await window.thumbline.revealOutput({ taskId, output: 0 });
    await window.thumbline.openSource(taskId);
    await window.thumbline.revealSource(taskId);
  }, task?.id ?? '');
  await queue.button('Show in folder').click();
  const output = join(folder, 'thumbnails', 'a.jpg');
  const asked = () => askedOf(app);
  await expect
    .poll(asked)
    .toEqual([
      `open ${output}`,
      `reveal ${output}`,
      `open ${picture}`,
      `reveal ${picture}`,
      `reveal ${output}`,
    ]);
});

test('a failed file that may be a program is only shown in its folder', async ({
  queue,
  folder,
  running,
}) => {
  const { page, app } = running;
  const program = join(folder, 'holiday.desktop');
  await makePicture(join(folder, 'holiday.png'));
  await copyFile(join(folder, 'holiday.png'), program);
  await queue.drop(program);
  await expect.poll(async () => (await tasksOf(page)).length).toBe(1);
  await spyOnShell(app);
  const [task] = await tasksOf(page);
  await page.evaluate((taskId) => window.thumbline.openSource(taskId), task?.id ?? '');
  await expect.poll(() => askedOf(app)).toEqual([`reveal ${program}`]);
});

test('a picture and a path can be copied', async ({ queue, folder, running }) => {
  const { page, app } = running;
  await queue.drop(await makePicture(join(folder, 'a.webp')));
  await expectTally(page, { succeeded: 1 });
  const [task] = await tasksOf(page);
  const taskId = task?.id ?? '';
  const copied = await page.evaluate(
    (id) => window.thumbline.copyPicture({ taskId: id, output: 0 }),
    taskId,
  );
  expect(copied.ok).toBe(true);
  const formats = await page.evaluate(
    (id) => window.thumbline.copyPath({ taskId: id, output: 0 }),
    taskId,
  );
  expect(formats.ok).toBe(true);
  const text = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(text).toBe(join(folder, 'thumbnails', 'a.webp'));
});

test('the task bar shows how far a batch is, and nothing afterwards', async ({
  queue,
  folder,
  running,
}) => {
  const { page, app } = running;
  const lastBar = async () => (await askedOf(app)).at(-1);
  await spyOnProgress(app);
  await page.evaluate(() => window.thumbline.pauseQueue());
  await queue.drop(await makePicture(join(folder, 'a.jpg')));
  await expect.poll(lastBar).toBe('0');
  await page.evaluate(() => window.thumbline.resumeQueue());
  await expectTally(page, { succeeded: 1 });
  await expect.poll(lastBar).toBe('-1');
});

test('history is exported as a table that no spreadsheet runs', async ({
  queue,
  folder,
  running,
}) => {
  await queue.drop(await makePicture(join(folder, 'a, b.jpg')));
  await expectTally(running.page, { succeeded: 1 });
  const file = join(folder, 'history.csv');
  await answerSaveDialog(running.app, file);
  const answer = await running.page.evaluate(() =>
    window.thumbline.exportHistory({ text: '', format: 'csv' }),
  );
  expect(answer).toEqual({ ok: true, value: 1 });
  const [header, row] = (await readFile(file, 'utf8')).split('\r\n');
  expect(header).toBe('source,status,message,queued at,finished at,duration ms,attempts,outputs');
  expect(row).toContain(`"${join(folder, 'a, b.jpg')}",succeeded,,`);

  const { page } = running;
  await new Places(page).goTo('History');
  const search = page.getByRole('searchbox', { name: 'Search history' });
  await search.fill('status:done -draft colour:red');
  await expect(page.getByRole('note')).toContainText('“colour:” is not known. Known are status:');
  await expect(page.getByRole('list', { name: 'History' })).toHaveCount(0);
  await chooseEntry(page.getByRole('button', { name: 'Export' }), 'As JSON…');
  await expect(queue.notice('Nothing was exported. “colour:” is not known.')).toBeVisible();
  await search.fill('status:done -draft');
  await expect(page.getByRole('note')).toHaveText('1 picture');
});

test('the menu pauses and resumes the queue', async ({ running }) => {
  const { page, app } = running;
  const click = (label: string) => chooseFromMenu(app, label);
  const isPaused = async () => {
    const snapshot = await page.evaluate(() => window.thumbline.readSnapshot());
    return snapshot.ok && snapshot.value.queue.isPaused;
  };
  await click('Pause');
  expect(await isPaused()).toBe(true);
  await click('Resume');
  expect(await isPaused()).toBe(false);
  await click('History');
  await expect(page.getByRole('heading', { name: 'History', level: 1 })).toBeVisible();
});

test('the worker also runs in Electron’s own process, as on macOS and Windows, and may not take too much memory', async ({
  launch,
  folder,
}) => {
  const { app, page } = await launch({ environment: { THUMBLINE_WORKER: 'utility' } });
  const queue = new QueuePage(page);
  await queue.drop(await makePicture(join(folder, 'a.png')));
  await expectTally(page, { succeeded: 1 });
  // Every worker there is stands still, and Electron tells of it as of one that holds 4 GB.
  await app.evaluate((electron) => {
    const real = electron.app.getAppMetrics.bind(electron.app);
    const workers = real().filter(({ name }) => name === 'Thumbline worker');
    for (const { pid } of workers) process.kill(pid, 'SIGSTOP');
    const memory = { workingSetSize: 4 * 1024 ** 2, peakWorkingSetSize: 0 };
    electron.app.getAppMetrics = () => workers.map((one) => ({ ...one, memory }));
  });
  await queue.drop(await makePicture(join(folder, 'b.png')));
  await expectTally(page, { succeeded: 1, failed: 1 });
  const codes = (await tasksOf(page)).map((task) => 'failure' in task && task.failure.code);
  expect(codes).toContain('image-too-large');
  await queue.drop(await makePicture(join(folder, 'c.png')));
  await expectTally(page, { succeeded: 2, failed: 1 });
});
