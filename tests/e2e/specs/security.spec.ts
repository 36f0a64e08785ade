import { mkdir, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { requests } from '../../../src/shared/ipc/contract.ts';
import { answerOpenDialog, answerQuestions, questionsAsked } from '../harness/dialogs.ts';
import { makePicture } from '../harness/images.ts';
import { expectTally, tasksOf } from '../harness/queue-facts.ts';
import { expect, test } from '../harness/test.ts';
import { QueuePage } from '../pages/queue-page.ts';

// What is refused is also said in the console.
test.use({ pageMayComplain: true });

test('the page has no way to Node', async ({ running }) => {
  const found = await running.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron'].filter(
      (name) => name in globalThis,
    ),
  );
  expect(found).toEqual([]);
});

test('the window is sandboxed and its contexts are apart', async ({ running }) => {
  const preferences = await running.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Not in the types, yet the one way to ask what is in force.
    const contents = window?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } =
      contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag };
  });
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
});

test('the page can only use the verbs it was given', async ({ running }) => {
  const verbs = await running.page.evaluate(() => Object.keys(window.thumbline).toSorted());
  expect(verbs).not.toContain('invoke');
  expect(verbs).toContain('enqueueFiles');
  const refused = await running.page.evaluate(() => {
    const on = window.thumbline.on as (name: string, listener: () => void) => void;
    try {
      on('ELECTRON_BROWSER_REQUIRE', () => {});
      return false;
    } catch {
      return true;
    }
  });
  expect(refused).toBe(true);
});

test('scripts and pictures from elsewhere do not load, nor scripts written into the page', async ({
  running,
}) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('window.wasRun = true');
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { violated, wasRun } = await running.page.evaluate(async (address) => {
    const found = new Set<string>();
    const all = new Promise<void>((done) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        found.add(effectiveDirective);
        if (found.size === 5) done();
      });
    });
    for (const [tag, src] of [
      ['script', `${address}/script`],
      ['img', `${address}/image`],
      ['iframe', `${address}/frame`],
    ] as const) {
      document.body.append(Object.assign(document.createElement(tag), { src }));
    }
    const inline = document.createElement('script');
    inline.textContent = 'window.wasRun = true';
    document.body.append(inline);
    document.body.append(Object.assign(document.createElement('style'), { textContent: '*{}' }));
    await fetch(`${address}/fetch`).catch(() => undefined);
    await all;
    return { violated: [...found].toSorted(), wasRun: 'wasRun' in window };
  }, origin);
  expect(violated).toEqual([
    'connect-src',
    'frame-src',
    'img-src',
    'script-src-elem',
    'style-src-elem',
  ]);
  expect(wasRun).toBe(false);
  const outside = await running.app.evaluate(
    ({ session }, address) =>
      session.defaultSession.fetch(`${address}/session`).then(
        () => 'loaded',
        () => 'refused',
      ),
    origin,
  );
  expect(outside).toBe('refused');
  expect(asked).toEqual([]);
  await new Promise((done) => server.close(done));
});

test('the page stays where it is and opens no window', async ({ running }) => {
  const { page, app } = running;
  const before = page.url();
  const opened = await page.evaluate(() => window.open('https://example.com/') === null);
  expect(opened).toBe(true);
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: 'file:///etc/passwd' });
    document.body.append(link);
    link.click();
    window.location.href = 'thumbline://elsewhere/';
  });
  // A request answered afterwards shows that the page is still alive and the same.
  expect(await page.evaluate(async () => (await window.thumbline.readSettings()).ok)).toBe(true);
  expect(page.url()).toBe(before);
  expect(app.windows()).toHaveLength(1);
});

test('every permission is denied', async ({ running }) => {
  const states = await running.page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi'];
    return Promise.all(
      names.map(async (name) => {
        const status = await navigator.permissions.query({ name: name as PermissionName });
        return status.state;
      }),
    );
  });
  expect(new Set(states)).toEqual(new Set(['denied']));
  const notification = await running.page.evaluate(() => Notification.requestPermission());
  expect(notification).toBe('denied');
});

test('requests that make no sense are not understood, and nothing breaks', async ({ running }) => {
  const answers = await running.page.evaluate(async () => {
    const { thumbline } = window;
    const raw = thumbline as unknown as Record<string, (input: unknown) => Promise<unknown>>;
    const garbage = [null, 7, 'x'.repeat(100), [[]], { taskId: '../../etc/passwd', output: -1 }];
    const verbs = ['cancelTasks', 'openOutput', 'listTasks', 'previewRecipe', 'savePreset'];
    const answers: unknown[] = [];
    for (const verb of verbs) {
      for (const input of garbage) answers.push(await raw[verb]?.(input));
    }
    return answers;
  });
  for (const answer of answers) {
    expect(answer).toMatchObject({ ok: false, problem: { code: 'not-understood' } });
  }
});

test('the page can plan and add what was chosen for it, and cannot name anything else', async ({
  running,
}) => {
  const refused = await running.page.evaluate(async () => {
    const { thumbline } = window;
    const settings = await thumbline.readSettings();
    if (!settings.ok) throw new Error(settings.problem.message);
    const { recipe } = settings.value;
    const refused: (string | null)[][] = [];
    for (const wanted of ['/etc/passwd', crypto.randomUUID(), [new File(['x'], '/etc/passwd')]]) {
      const answers = [
        await thumbline.planFiles(wanted, recipe),
        await thumbline.startPlan(wanted, recipe),
      ];
      refused.push(answers.map((answer) => (answer.ok ? null : answer.problem.code)));
    }
    return refused;
  });
  const codes = ['not-understood', 'not-found', 'not-understood'];
  expect(refused).toEqual(codes.map((code) => [code, code]));
});

test('a page that is not ours is refused, though it has the same preload', async ({ running }) => {
  const answer = await running.app.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/preload/index.cjs`;
    const stranger = new BrowserWindow({
      show: false,
      webPreferences: { preload, sandbox: true, contextIsolation: true },
    });
    await stranger.loadURL('thumbline://app/');
    const said: unknown = await stranger.webContents.executeJavaScript(
      'window.thumbline.readSettings()',
    );
    stranger.destroy();
    return said;
  });
  expect(answer).toMatchObject({ ok: false, problem: { code: 'not-allowed' } });
});

/** What a page that was taken over could send: each channel's real handler, as though from our own window. */
function askRaw(app: ElectronApplication, requests: readonly (readonly [string, unknown])[]) {
  return app.evaluate(async ({ BrowserWindow, ipcMain }, raws) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<
      string,
      (event: object, raw: unknown) => Promise<unknown>
    >;
    const event = { sender: contents, senderFrame: contents?.mainFrame };
    const answers: unknown[] = [];
    for (const [channel, raw] of raws) answers.push(await handlers.get(channel)?.(event, raw));
    return answers;
  }, requests);
}

test('a page that was taken over reads and writes nothing that nobody gave', async ({
  launch,
  folder,
}) => {
  // What a person refused is remembered until an app ends.
  const { app, page } = await launch();
  const queue = new QueuePage(page);
  const secret = await makePicture(join(folder, 'private', 'a.jpg'));
  const dropped = await makePicture(join(folder, 'b.jpg'));
  const victims = ['.ssh', '.config/autostart'].map((name) => join(folder, name));
  for (const victim of victims) await mkdir(victim, { recursive: true });
  await answerQuestions(app, 1);
  await answerOpenDialog(app, []);
  await queue.drop(dropped);
  await expectTally(page, { succeeded: 1 });
  const [task] = await tasksOf(page);
  const before = (await readdir(folder, { recursive: true })).toSorted();

  const evil = victims.flatMap((path) => {
    const recipe = {
      outputs: [{ width: 9 }],
      destination: { kind: 'folder', path },
      conflict: 'overwrite',
    };
    const files = { paths: [secret] };
    const own = { paths: [dropped] };
    return [
      ['settings:change', { recipe: { ...recipe, destination: { kind: 'beside' } } }],
      ['files:enqueue', { ...files, origin: 'drop' }],
      ['pictures:enqueue', { ...files, pictures: [new Uint8Array([1])], origin: 'paste' }],
      ['plan:make', { files, recipe }],
      ['plan:start', { files, recipe }],
      ['settings:change', { recipe }],
      ['preset:save', { id: null, recipe: { ...recipe, name: 'Sly' } }],
      ['files:enqueue', { ...own, origin: 'drop' }],
      ['plan:start', { files: own, recipe }],
      ['task:run-again', { taskIds: [task?.id], recipe }],
      ['task:retry', 'all'],
      ['settings:choose-destination', undefined],
    ] as const;
  });
  // The rest of the contract, each with all that it could mean.
  const anything = {
    paths: [secret],
    path: victims[0],
    kind: 'files',
    taskId: secret,
    name: secret,
  };
  const rest = Object.keys(requests)
    .filter((channel) => !channel.startsWith('server:') && channel !== 'history:clear')
    .flatMap((channel) =>
      [secret, anything, [secret], { source: anything, kind: 'zip', name: secret }].map(
        (raw) => [channel, raw] as const,
      ),
    );
  const answers = await askRaw(app, [...evil, ...rest]);
  const refused = { ok: false, problem: { code: 'not-allowed' } };
  for (const [index, [channel]] of evil.entries()) {
    const namesPaths = /^(files|pictures|plan):|:run-again$/.test(channel);
    if (namesPaths) expect(answers[index], `${index} ${channel}`).toMatchObject(refused);
  }

  expect((await readdir(folder, { recursive: true })).toSorted()).toEqual(before);
  expect((await tasksOf(page)).map(({ sourcePath }) => sourcePath)).toEqual([dropped]);
  const asked = await questionsAsked(app);
  expect(asked.length).toBeLessThanOrEqual(3);
});
