import { mostInFlight } from '../../../src/shared/ipc/in-flight.ts';
import { expectTally, tasksOf } from '../harness/queue-facts.ts';
import { expect, test } from '../harness/test.ts';

// What is refused is also said in the console.
test.use({ pageMayComplain: true });

const count = 4000;

test('a page that asks 4,000 things at once is refused all but some, and answered after that', async ({
  running,
}) => {
  const codes = await running.page.evaluate(async (times) => {
    const asked = Array.from({ length: times }, () => window.thumbline.readSnapshot());
    const answers = await Promise.all(asked);
    return answers.map((answer) => (answer.ok ? 'ok' : answer.problem.code));
  }, count);
  expect(new Set(codes)).toEqual(new Set(['ok', 'too-many']));
  expect(codes.filter((code) => code === 'ok')).toHaveLength(mostInFlight);
  expect(await running.page.evaluate(() => window.thumbline.readSnapshot())).toMatchObject({
    ok: true,
  });
});

test('100,000 tasks cancelled at once reach main in parts, with none of them lost', async ({
  running: { page },
}) => {
  await page.evaluate(async () => {
    await window.thumbline.pauseQueue();
    await window.thumbline.enqueueSamples();
  });
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const queue = await window.thumbline.readSnapshot();
        return queue.ok && queue.value.batches.map(({ isWalking }) => isWalking);
      }),
    )
    .toEqual([false]);
  const ids = (await tasksOf(page)).map(({ id }) => id);
  const answer = await page.evaluate(async ([first = '', ...others]) => {
    const unknown = Array.from({ length: 99_000 }, (_, at) => `task-${at}`);
    return window.thumbline.cancelTasks([first, ...unknown, ...others]);
  }, ids);
  expect(answer).toMatchObject({ ok: true });
  await expectTally(page, { cancelled: ids.length });
});

/** What a page of another preload sends, and what a page of ours cannot. */
const floods = {
  'very many requests': `Array.from({ length: ${count} }, () => ['queue:snapshot'])`,
  'a list that is too long': `[['task:cancel', Array.from({ length: 200_000 }, (_, at) => 'task-' + at)]]`,
  'an object that is too long': `[['pictures:enqueue', { paths: Object.fromEntries(Array.from({ length: 200_000 }, (_, at) => ['a' + at, 'b'])) }]]`,
};

test('a page that floods main without our preload is ended, and our own window goes on', async ({
  running,
}) => {
  for (const requests of Object.values(floods)) {
    const ended = await running.app.evaluate(async ({ BrowserWindow }, list) => {
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: { nodeIntegration: true, contextIsolation: false, sandbox: false },
      });
      await stranger.loadURL('data:text/html,<title>taken over</title>');
      const gone = new Promise<string>((resolve) => {
        stranger.webContents.once('render-process-gone', (_, { reason }) => resolve(reason));
      });
      const flood = `const { ipcRenderer } = require('electron');
        Promise.all(${list}.map((request) => ipcRenderer.invoke(...request)))`;
      const answered = stranger.webContents.executeJavaScript(flood).then(() => 'answered');
      const what = await Promise.race([gone, answered]);
      stranger.destroy();
      return what;
    }, requests);
    expect(ended).not.toBe('answered');
    expect(await running.page.evaluate(() => window.thumbline.readSnapshot())).toMatchObject({
      ok: true,
    });
  }
});
