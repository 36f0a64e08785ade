import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makePicture } from '../harness/images.ts';
import { expectTally, tasksOf } from '../harness/queue-facts.ts';
import { expect, test } from '../harness/test.ts';

// What docs/security.md says of Electron's checklist and `security.spec.ts` does not hold already.

// What is refused is also said in the console.
test.use({ pageMayComplain: true });

test('the window has none of the switches that weaken a page', async ({ running }) => {
  const weakened = await running.app.evaluate(({ BrowserWindow }) => {
    // Not in the types, yet the one way to ask what is in force.
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const preferences = contents.getLastWebPreferences();
    return [
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures',
      'nodeIntegrationInSubFrames',
      'nodeIntegrationInWorker',
      'navigateOnDragDrop',
      'webviewTag',
      'plugins',
    ].filter((name) => Boolean(preferences[name]));
  });
  expect(weakened).toEqual([]);
});

test('the page and each file of it come by our own scheme, and no words are run as code', async ({
  running,
}) => {
  const { address, elsewhere, isSecure, refused, wasRun } = await running.page.evaluate(
    async () => {
      const refused = new Promise<string>((done) => {
        document.addEventListener('securitypolicyviolation', ({ blockedURI }) => done(blockedURI));
      });
      const runWords = setTimeout as unknown as (words: string) => void;
      runWords('window.wasRun = true');
      const names = performance.getEntriesByType('resource').map(({ name }) => name);
      return {
        address: location.href,
        elsewhere: names.filter((name) => !/^(?:thumbline:\/\/app\/|thumb:|data:)/.test(name)),
        isSecure: isSecureContext,
        refused: await refused,
        wasRun: 'wasRun' in window,
      };
    },
  );
  expect({ address, elsewhere, isSecure }).toEqual({
    address: 'thumbline://app/',
    elsewhere: [],
    isSecure: true,
  });
  expect({ refused, wasRun }).toEqual({ refused: 'eval', wasRun: false });
});

test('a file of the disk is no address of the page', async ({ running, folder }) => {
  const file = join(folder, 'secret.json');
  await writeFile(file, '"secret"');
  const read = await running.page.evaluate(
    (address) =>
      fetch(address).then(
        () => 'read',
        () => 'refused',
      ),
    pathToFileURL(file).href,
  );
  expect(read).toBe('refused');
});

test('what a person would be asked for is refused without asking', async ({ running }) => {
  const answers = await running.page.evaluate(async () => {
    const place = new Promise<string>((done) => {
      navigator.geolocation.getCurrentPosition(
        () => done('granted'),
        ({ code, PERMISSION_DENIED }) => done(code === PERMISSION_DENIED ? 'denied' : 'failed'),
      );
    });
    const instruments = navigator.requestMIDIAccess({ sysex: true }).then(
      () => 'granted',
      (error: unknown) => (error instanceof Error ? error.name : String(error)),
    );
    return Promise.all([place, instruments]);
  });
  expect(answers).toEqual(['denied', 'NotAllowedError']);
});

test('no page is put into a page, though a window would allow it', async ({ running }) => {
  const attached = await running.app.evaluate(async ({ BrowserWindow }) => {
    const careless = new BrowserWindow({
      show: false,
      webPreferences: { webviewTag: true, sandbox: true, contextIsolation: true },
    });
    await careless.loadURL('thumbline://app/');
    const { webContents } = careless;
    const asked = new Promise<boolean>((done) => {
      // After the listener of every contents, which main put there first.
      webContents.on('will-attach-webview', (event) => done(event.defaultPrevented));
    });
    await webContents.executeJavaScript(`{
      const view = document.createElement('webview');
      view.setAttribute('allowpopups', '');
      view.setAttribute('nodeintegration', '');
      view.src = 'thumbline://app/';
      document.body.append(view);
    }`);
    const isRefused = await asked;
    careless.destroy();
    return isRefused ? 'refused' : 'attached';
  });
  expect(attached).toBe('refused');
  const inOurs = await running.page.evaluate(() => {
    const view = document.createElement('webview');
    document.body.append(view);
    return 'getWebContentsId' in view;
  });
  expect(inOurs).toBe(false);
});

test('what is not called like a picture is shown in its folder, never opened', async ({
  running,
  queue,
  folder,
}) => {
  const { app, page } = running;
  const picture = await makePicture(join(folder, 'a.jpg'));
  const program = join(folder, 'own', 'run.desktop');
  await mkdir(join(folder, 'own'));
  await rename(picture, program);
  await app.evaluate(({ shell }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    const note = (verb: string) => (what: string) => {
      asked.push(`${verb} ${what}`);
      return Promise.resolve('');
    };
    Object.assign(shell, { openPath: note('open'), openExternal: note('visit') });
    shell.showItemInFolder = (path) => asked.push(`reveal ${path}`);
  });
  await queue.drop(program);
  await expectTally(page, { succeeded: 1 });
  const [task] = await tasksOf(page);
  await page.evaluate((taskId) => window.thumbline.openSource(taskId), task?.id ?? '');
  const asked = await app.evaluate(() => Reflect.get(globalThis, 'asked') as string[]);
  expect(asked).toEqual([`reveal ${program}`]);
});

test('the bridge gives words and facts, and nothing of Electron', async ({ running }) => {
  const { kinds, heard } = await running.page.evaluate(async () => {
    const { thumbline } = window;
    const kinds = Object.values(thumbline).map((value) => typeof value);
    const heard: unknown[][] = [];
    const stop = thumbline.on('settings:changed', (...news) => heard.push(news));
    await thumbline.changeSettings({ theme: 'dark' });
    await thumbline.readSettings();
    stop();
    return { kinds: [...new Set(kinds)].toSorted(), heard };
  });
  expect(kinds).toEqual(['function', 'object']);
  // One value each: no event, whose sender would be a way back to Electron.
  expect(heard.map((news) => news.length)).toEqual([1]);
  expect(Object.keys(heard[0]?.[0] as object)).not.toContain('sender');
});
