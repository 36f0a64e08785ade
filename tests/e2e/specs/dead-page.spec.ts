import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { answerHeld, holdQuestions, questionsAsked } from '../harness/dialogs.ts';
import { makePicture, makeSlowPictures } from '../harness/images.ts';
import {
  endPage,
  keepNotices,
  killGpuProcess,
  noticesOf,
  pageProcess,
  reachPage,
} from '../harness/page-process.ts';
import { expectTally, waitForSucceeded } from '../harness/queue-facts.ts';
import { expect, test } from '../harness/test.ts';
import { QueuePage } from '../pages/queue-page.ts';

const expectQuestions = (app: ElectronApplication, ...words: readonly string[]) =>
  expect
    .poll(() => questionsAsked(app))
    .toEqual(words.map((word) => expect.stringContaining(word)));

test('an idle app outlives its page, killed or crashed, and the process that draws', async ({
  folder,
  launch,
  userData,
}) => {
  const running = await launch();
  const queue = new QueuePage(running.page);
  await queue.drop(await makePicture(join(folder, 'a.jpg')));
  await queue.expectStatus('a.jpg', 'succeeded');
  for (const death of ['SIGKILL', 'crash'] as const) {
    await endPage(running.app, death);
    const again = new QueuePage(await reachPage(running.app, userData));
    await again.expectStatus('a.jpg', 'succeeded');
  }
  // Chromium gives up after six.
  for (let death = 0; death < 7; death += 1) await killGpuProcess(running.app);
  const last = new QueuePage(await reachPage(running.app, userData));
  await last.drop(await makePicture(join(folder, 'b.jpg')));
  await last.expectStatus('b.jpg', 'succeeded');
});

test('a queue goes on while its page dies, and after three deaths the person decides', async ({
  folder,
  launch,
  userData,
}) => {
  const running = await launch();
  const queue = new QueuePage(running.page);
  const { app } = running;
  await holdQuestions(app);
  await queue.drop(...(await makeSlowPictures(folder, 12)));
  await waitForSucceeded(running.page, 1);
  await keepNotices(app);
  await endPage(app, 'SIGKILL');
  const first = await reachPage(app, userData);
  await expect(new QueuePage(first).tasks.getByRole('listitem')).toHaveCount(12);
  await expect.poll(() => noticesOf(first)).toContain('The queue went on');
  // From now on it dies as soon as it loads, so the minute is never up.
  await app.evaluate(({ BrowserWindow, dialog }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const asked = Reflect.get(dialog, 'asked') as readonly string[];
    contents?.on('did-start-loading', () => {
      if (asked.length === 0) setImmediate(() => contents.forcefullyCrashRenderer());
    });
    contents?.forcefullyCrashRenderer();
  });
  await expectQuestions(app, 'stopped three times within a minute');
  await expect.poll(async () => (await readdir(join(folder, 'thumbnails'))).length).toBe(12);

  await answerHeld(app, 0);
  const last = await reachPage(app, userData);
  await expectTally(last, { succeeded: 12 });
  expect((await readdir(join(folder, 'thumbnails'))).toSorted()).toEqual(
    (await readdir(folder)).filter((name) => name.endsWith('.png')).toSorted(),
  );
});

test('a page that hangs is waited for or loaded again, as the person says', async ({
  folder,
  launch,
  userData,
}) => {
  const running = await launch();
  const queue = new QueuePage(running.page);
  const { app } = running;
  /** Chromium says so some 15 s after a key or a click was not taken, but not to a page that Playwright drives. */
  const say = (news: 'unresponsive' | 'responsive') =>
    app.evaluate(({ BrowserWindow }, name) => {
      BrowserWindow.getAllWindows()[0]?.emit(name);
    }, news);
  await holdQuestions(app);
  await queue.drop(await makePicture(join(folder, 'a.jpg')));
  await queue.expectStatus('a.jpg', 'succeeded');

  await say('unresponsive');
  await say('unresponsive');
  await expectQuestions(app, 'does not answer');
  await say('responsive');
  await say('unresponsive');
  await expectQuestions(app, 'does not answer', 'does not answer');
  await answerHeld(app, 0);
  await expect(queue.task('a.jpg')).toBeVisible();

  running.page.evaluate('for (;;);').catch(() => undefined);
  await say('unresponsive');
  await expectQuestions(app, 'does not answer', 'does not answer', 'does not answer');
  const hung = await pageProcess(app);
  await answerHeld(app, 1);
  await expect.poll(() => pageProcess(app)).not.toBe(hung);
  const again = new QueuePage(await reachPage(app, userData));
  await again.expectStatus('a.jpg', 'succeeded');
});
