import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { built } from '../../support/built.ts';
import { expectTally, tasksOf } from '../harness/queue-facts.ts';
import { makePicture } from '../harness/images.ts';
import { commandLine, electronPath } from '../harness/launch.ts';
import { answerOpenDialog } from '../harness/dialogs.ts';
import { QueuePage } from '../pages/queue-page.ts';
import { expect, test } from '../harness/test.ts';

test.use({ isMoving: true });

test('dropped files become thumbnails', async ({ queue, folder, running }) => {
  const first = await makePicture(join(folder, 'first.jpg'));
  const second = await makePicture(join(folder, 'second.png'));
  await queue.drop(first, second);
  await queue.expectStatus('first.jpg', 'succeeded');
  await queue.expectStatus('second.png', 'succeeded');
  const outputs = (await tasksOf(running.page)).map((task) =>
    task.status === 'succeeded' ? task.outputs[0]?.path : null,
  );
  expect(outputs).toEqual([
    join(folder, 'thumbnails', 'first.jpg'),
    join(folder, 'thumbnails', 'second.png'),
  ]);
  // Dropped again they are no pictures but what Thumbline made.
  await queue.drop(...outputs.filter((path) => typeof path === 'string'));
  await expectTally(running.page, { succeeded: 2, skipped: 2 });
  expect(existsSync(join(folder, 'thumbnails', 'thumbnails'))).toBe(false);
});

test('a dropped folder is walked to its end, and junk in it is left out and counted', async ({
  queue,
  folder,
  running,
}) => {
  const album = join(folder, 'album');
  await makePicture(join(album, 'a.jpg'));
  await makePicture(join(album, 'deep', 'er', 'b.png'));
  await makePicture(join(album, 'deep', 'er', 'c.webp'));
  for (const junk of ['.DS_Store', 'Thumbs.db', 'desktop.ini', '.hidden.jpg', 'notes.txt']) {
    await writeFile(join(album, 'deep', junk), 'junk');
  }
  await queue.drop(album);
  await expectTally(running.page, { succeeded: 3 });
  await expect(queue.button('5 left out')).toBeVisible();
});

test('a file dropped by name gets its own task even if it is no picture', async ({
  queue,
  folder,
  running,
}) => {
  const notes = join(folder, 'notes.txt');
  await writeFile(notes, 'no picture');
  await queue.drop(notes, await makePicture(join(folder, 'a.jpg')));
  await queue.expectStatus('notes.txt', 'failed');
  await expectTally(running.page, { succeeded: 1, failed: 1 });
});

test('files are chosen with the keyboard alone', async ({ queue, folder, running }) => {
  await answerOpenDialog(running.app, [await makePicture(join(folder, 'a.jpg'))]);
  await queue.button('Choose files').focus();
  await running.page.keyboard.press('Enter');
  await queue.expectStatus('a.jpg', 'succeeded');
});

test('a folder is chosen with the keyboard alone', async ({ queue, folder, running }) => {
  await makePicture(join(folder, 'album', 'a.jpg'));
  await answerOpenDialog(running.app, [join(folder, 'album')]);
  await queue.button('Choose folder').focus();
  await running.page.keyboard.press('Enter');
  await queue.expectStatus('a.jpg', 'succeeded');
});

test('a copied picture that is pasted is saved under its date and becomes a task', async ({
  queue,
  folder,
  running,
}) => {
  const { app, page } = running;
  const paste = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.paste());
  await queue.drop(await makePicture(join(folder, 'a.jpg')));
  await queue.expectStatus('a.jpg', 'succeeded');
  const [task] = await tasksOf(page);
  await page.evaluate(
    (taskId) => window.thumbline.copyPicture({ taskId, output: 0 }),
    task?.id ?? '',
  );
  await paste();
  await expectTally(page, { succeeded: 2 });
  await paste();
  await expectTally(page, { succeeded: 3 });

  const saved = await readdir(join(folder, 'Thumbline'));
  const pictures = saved.filter((name) => name !== 'thumbnails');
  expect(pictures).toHaveLength(2);
  for (const name of pictures) {
    expect(name).toMatch(/^Pasted \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d(?: \(2\))?\.png$/);
    await queue.expectStatus(name, 'succeeded');
  }
  expect((await readdir(join(folder, 'Thumbline', 'thumbnails'))).toSorted()).toEqual(
    pictures.toSorted(),
  );
});

test('a start with paths and file URLs opens them', async ({ launch, folder }) => {
  const plain = await makePicture(join(folder, 'plain.jpg'));
  const spaced = await makePicture(join(folder, 'été & spaces.jpg'));
  await makePicture(join(folder, 'relative.jpg'));
  const args = [plain, pathToFileURL(spaced).href, 'relative.jpg'];
  const { page } = await launch({ args, cwd: folder });
  const queue = new QueuePage(page);
  for (const name of ['plain.jpg', 'été & spaces.jpg', 'relative.jpg']) {
    await queue.expectStatus(name, 'succeeded');
  }
});

test('a start with a path that is not there fails that one, in plain words', async ({
  launch,
  folder,
}) => {
  const { page } = await launch({ args: [join(folder, 'gone.jpg')] });
  const queue = new QueuePage(page);
  await queue.expectStatus('gone.jpg', 'failed');
  await expect(queue.tasks.getByText('There is no such file')).toBeVisible();
});

test('a second start hands its files to the first and ends', async ({
  folder,
  launch,
  userData,
}) => {
  const running = await launch();
  const queue = new QueuePage(running.page);
  const cwd = join(folder, 'elsewhere');
  await mkdir(cwd);
  await makePicture(join(cwd, 'second.jpg'));
  // Only on Linux can a name be other than text.
  const hasRawNames = process.platform === 'linux';
  if (hasRawNames) {
    await rename(
      await makePicture(join(cwd, 'raw.jpg')),
      Buffer.from(`${cwd}/caf\xe9.jpg`, 'latin1'),
    );
  }
  const args = commandLine({ userData, args: ['--no-sandbox', 'second.jpg'] });
  const script = hasRawNames ? String.raw`exec "$@" $'caf\xe9.jpg'` : 'exec "$@"';
  const words = ['-c', script, 'bash', electronPath(), ...args];
  const second = spawn('bash', words, { cwd, stdio: 'ignore' });
  const ended = new Promise((done) => second.once('exit', done));
  await queue.expectStatus('second.jpg', 'succeeded');
  if (hasRawNames) await queue.expectStatus(String.raw`caf\xE9.jpg`, 'succeeded');
  expect(await ended).toBe(0);
  expect(running.app.windows()).toHaveLength(1);
});

test('a terminal beside the open app, on the same folder: each makes every picture once, and neither touches the other’s', async ({
  queue,
  folder,
  running,
}) => {
  const album = join(folder, 'album');
  const names = Array.from({ length: 8 }, (_, at) => `${at}.jpg`);
  for (const name of names) await makePicture(join(album, name));
  const home = join(folder, 'home');
  const terminal = spawn(process.execPath, [built('main/cli.js'), album, '--json'], {
    env: { ...process.env, XDG_DATA_HOME: home },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [said] = await Promise.all([text(terminal.stdout), queue.drop(album)]);
  await expectTally(running.page, { succeeded: names.length });
  const ofTerminal = said
    .split('\n')
    .flatMap((line) => (line.includes('"outputs"') ? JSON.parse(line).outputs : []));
  const ofApp = (await tasksOf(running.page)).flatMap((task) =>
    task.status === 'succeeded' ? task.outputs : [],
  );
  const made = [...ofTerminal, ...ofApp].map(({ path }) => basename(path));
  expect(new Set(made).size).toBe(2 * names.length);
  expect((await readdir(join(album, 'thumbnails'))).toSorted()).toEqual(made.toSorted());
});

test('macOS names files to open while the app runs', async ({ queue, folder, running }) => {
  const paths = [
    await makePicture(join(folder, 'one.jpg')),
    await makePicture(join(folder, 'two.jpg')),
  ];
  await running.app.evaluate(({ app }, named) => {
    for (const path of named) app.emit('open-file', { preventDefault() {} }, path);
  }, paths);
  await queue.expectStatus('one.jpg', 'succeeded');
  await queue.expectStatus('two.jpg', 'succeeded');
  const batches = new Set((await tasksOf(running.page)).map((task) => task.batchId));
  expect(batches.size).toBe(1);
});

test('macOS names a file before the app is ready', async ({ folder, userData }) => {
  const early = await makePicture(join(folder, 'early.jpg'));
  const hook = resolve(import.meta.dirname, '../harness/open-file-early.cjs');
  const args = ['-r', hook, ...commandLine({ userData, args: ['--no-sandbox'] })];
  const env = { ...process.env, THUMBLINE_OPENED_EARLY: early };
  const app = spawn(electronPath(), args, { env, stdio: 'ignore' });
  await expect.poll(() => existsSync(join(folder, 'thumbnails', 'early.jpg'))).toBe(true);
  const ended = new Promise((done) => app.once('exit', done));
  app.kill();
  await ended;
});
