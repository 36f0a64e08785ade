import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openHistory } from '../../../../src/engine/history/open-history.ts';
import { startEngine } from '../../../support/start-engine.ts';

/** The database as a crash at this moment would leave it, in a folder of its own. */
function crashedCopy(folder: string): string {
  const copy = join(folder, 'after-crash');
  mkdirSync(copy, { recursive: true });
  for (const name of ['history.db', 'history.db-wal']) {
    if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(copy, name));
  }
  return join(copy, 'history.db');
}

const partsIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.part'));

test('after closing, what ran and what waited go on, what is finished is not done again', async () => {
  const first = startEngine();
  const [a = '', b = '', c = ''] = first.addFiles('a.jpg', 'b.jpg', 'c.jpg');
  const batchId = await first.enqueue([a, b, c]);
  await (await first.pool.attempt(0)).finish();
  await (await first.pool.attempt(1)).beginToWrite();
  await first.engine.close();
  expect(partsIn(join(first.folder, 'thumbnails'))).toEqual([]);

  const second = startEngine({ folder: first.folder });
  second.pool.finishEverything();
  await second.engine.settled(batchId);
  expect(second.pool.attempts.map(({ sourcePath }) => sourcePath)).toEqual([b, c]);
  expect(second.tasks()).toMatchObject([
    { status: 'succeeded', attempts: 1 },
    { status: 'succeeded', attempts: 2 },
    { status: 'succeeded', attempts: 1 },
  ]);
  const attempts = second.engine.detail(second.tasks()[1]?.id ?? '')?.attempts;
  expect(attempts).toMatchObject([{ endedAs: 'stopped' }, { endedAs: 'succeeded' }]);
});

test('after a crash the task that ran waits again and its half file is gone', async () => {
  const first = startEngine();
  const [a = ''] = first.addFiles('a.jpg');
  const batchId = await first.enqueue([a]);
  await (await first.pool.attempt(0)).beginToWrite();
  const historyPath = crashedCopy(first.folder);
  expect(partsIn(join(first.folder, 'thumbnails'))).toHaveLength(1);

  const second = startEngine({ folder: first.folder, historyPath });
  expect(partsIn(join(first.folder, 'thumbnails'))).toEqual([]);
  second.pool.finishEverything();
  await second.engine.settled(batchId);
  expect(second.tasks()).toMatchObject([{ status: 'succeeded', attempts: 2 }]);
  const attempts = second.engine.detail(second.tasks()[0]?.id ?? '')?.attempts;
  expect(attempts).toMatchObject([{ endedAs: 'interrupted' }, { endedAs: 'succeeded' }]);
});

test.each([
  ['renamed', renameSync],
  ['still has both names', linkSync],
  // Where no file can have two names an empty one holds the place until then.
  ['has an empty file in its place', (_: string, final: string) => writeFileSync(final, '')],
])(
  'a result that was put in place before the crash (%s) is not made again',
  async (_, putInPlace) => {
    const folder = startEngine().folder;
    const historyPath = join(folder, 'crashed.db');
    mkdirSync(join(folder, 'thumbnails'));
    const [source, final] = [join(folder, 'a.jpg'), join(folder, 'thumbnails', 'a.jpg')];
    const aside = join(folder, 'thumbnails', '.thumbline-1.part');
    const before = startEngine({ folder, historyPath });
    before.addFiles('a.jpg');
    const batchId = await before.enqueue([source]);
    const attempt = await before.pool.attempt(0);
    const [task] = before.tasks();
    if (!task) throw new Error('no task');
    await attempt.beginToWrite();
    const [written = ''] = partsIn(join(folder, 'thumbnails'));
    const history = openHistory(historyPath);
    const image = { format: 'jpeg', width: 400, height: 300 };
    const output = {
      name: 'thumbnail',
      path: final,
      width: 100,
      height: 75,
      format: 'jpeg',
    } as const;
    history.noteTemporaryPaths(task.id, 1, [aside]);
    history.noteMade(task.id, 1, {
      source: image,
      outputs: [{ ...output, sizeBytes: 5 }],
      notes: [],
    });
    renameSync(join(folder, 'thumbnails', written), aside);
    putInPlace(aside, final);
    const crashed = join(folder, 'copy.db');
    for (const suffix of ['', '-wal'])
      copyFileSync(`${historyPath}${suffix}`, `${crashed}${suffix}`);
    history.close();

    const after = startEngine({ folder, historyPath: crashed });
    await after.engine.settled(batchId);
    expect(after.tasks()).toMatchObject([{ status: 'succeeded', attempts: 1, outputs: [output] }]);
    expect(readdirSync(join(folder, 'thumbnails'))).toEqual(['a.jpg']);
    expect(readFileSync(final, 'utf8')).toBe('a pic');
    expect(after.pool.attempts).toEqual([]);
    // It is known for what it is, wherever it is found.
    await after.enqueue([final]);
    expect(after.tasks()[1]).toMatchObject({ status: 'skipped', reason: 'own-result' });
  },
);

test.each([
  ['none', 0],
  ['one', 1],
  ['two', 2],
])('of three results %s had its name before the crash: all get theirs, once', async (_, named) => {
  const first = startEngine();
  const out = join(first.folder, 'thumbnails');
  const sizes = ['s', 'm', 'l'];
  const outputs = sizes.map((name) => ({ name, width: 10 }));
  const fileName = '{name}-{output}.{ext}';
  const batchId = await first.enqueue(first.addFiles('a.jpg'), { outputs, fileName });
  await (await first.pool.attempt(0)).beginToWrite();
  const taskId = first.tasks()[0]?.id ?? '';
  const asides = partsIn(out).map((name) => join(out, name));
  const made = sizes.map((name) => ({
    name,
    path: join(out, `a-${name}.jpg`),
    width: 100,
    height: 75,
    format: 'jpeg' as const,
    sizeBytes: 5,
  }));
  const history = openHistory(join(first.folder, 'history.db'));
  const source = { format: 'jpeg', width: 400, height: 300 };
  history.noteTemporaryPaths(taskId, 1, asides);
  history.noteMade(taskId, 1, { source, outputs: made, notes: [] });
  history.close();
  const historyPath = crashedCopy(first.folder);
  for (const [at, { path }] of made.slice(0, named).entries()) renameSync(asides[at] ?? '', path);

  const second = startEngine({ folder: first.folder, historyPath });
  await second.engine.settled(batchId);
  expect(second.tasks()).toMatchObject([{ status: 'succeeded', attempts: 1, outputs: made }]);
  expect(readdirSync(out)).toEqual(['a-l.jpg', 'a-m.jpg', 'a-s.jpg']);
  expect(second.pool.attempts).toEqual([]);
});

test('an empty file that only held the name of a result makes room when that result is lost', async () => {
  const first = startEngine();
  const batchId = await first.enqueue(first.addFiles('a.jpg'));
  await (await first.pool.attempt(0)).beginToWrite();
  const taskId = first.tasks()[0]?.id ?? '';
  const out = join(first.folder, 'thumbnails');
  const path = join(out, 'a.jpg');
  writeFileSync(path, '');
  const history = openHistory(join(first.folder, 'history.db'));
  const output = { name: 'thumbnail', path, width: 100, height: 75, format: 'jpeg' } as const;
  const source = { format: 'jpeg', width: 400, height: 300 };
  history.noteTemporaryPaths(taskId, 1, [join(out, '.thumbline-lost.part')]);
  history.noteMade(taskId, 1, { source, outputs: [{ ...output, sizeBytes: 5 }], notes: [] });
  history.close();
  const historyPath = crashedCopy(first.folder);

  const second = startEngine({ folder: first.folder, historyPath });
  second.pool.finishEverything();
  await second.engine.settled(batchId);
  expect(second.tasks()).toMatchObject([{ status: 'succeeded', attempts: 2 }]);
  expect(readFileSync(path, 'utf8')).toBe('a picture');
});

test('an interrupted walk starts again and leaves out what it had found', async () => {
  const first = startEngine();
  first.engine.pause();
  const batchId = await first.enqueue([first.folder]);
  const found = ['1', '2', '3'].map((name) => join(first.folder, `${name}.jpg`));
  (await first.walker.nextWalk(0)).find(found.slice(0, 2), ['hidden']);
  await first.engine.close();

  const second = startEngine({ folder: first.folder });
  second.pool.finishEverything();
  const walk = await second.walker.nextWalk(0);
  expect(walk.request.roots).toEqual([first.folder]);
  walk.find(found, ['hidden']);
  walk.end();
  await second.engine.settled(batchId);
  expect(second.tasks().map(({ sourcePath }) => sourcePath)).toEqual(found);
  expect(second.engine.snapshot().batches).toMatchObject([
    { isWalking: false, leftOut: { hidden: 1 } },
  ]);
});

test('what was removed while its folder was being walked is not found again', async () => {
  const first = startEngine();
  first.engine.pause();
  await first.enqueue([first.folder]);
  const found = ['1', '2', '3'].map((name) => join(first.folder, `${name}.jpg`));
  (await first.walker.nextWalk(0)).find(found.slice(0, 2));
  const [removed] = first.tasks();
  first.engine.remove([removed?.id ?? '']);
  await first.engine.close();

  const second = startEngine({ folder: first.folder });
  (await second.walker.nextWalk(0)).find(found);
  expect(second.tasks().map(({ sourcePath }) => sourcePath)).toEqual(found.slice(1));
});

test('very many unfinished tasks come back in steps, and nothing starts before all are there', async () => {
  const first = startEngine();
  first.engine.pause();
  const batchId = await first.enqueue([first.folder]);
  const walk = await first.walker.nextWalk(0);
  walk.find(Array.from({ length: 1200 }, (_, index) => join(first.folder, `${index}.jpg`)));
  walk.end();
  await first.engine.close();

  const second = startEngine({ folder: first.folder });
  expect([second.tasks().length, second.pool.attempts.length]).toEqual([500, 0]);
  expect(second.engine.snapshot().batches).toMatchObject([{ isWalking: true }]);
  second.engine.cancel('all');
  await second.engine.settled(batchId);
  expect(new Set(second.statuses())).toEqual(new Set(['cancelled']));
  expect([second.tasks().length, second.pool.attempts.length]).toEqual([1200, 0]);
  expect(second.engine.snapshot().batches).toMatchObject([{ isWalking: false }]);
  const announced = second.announced.flat().filter((change) => change.kind === 'task');
  expect(new Set(announced.map(({ task }) => task.id)).size).toBe(1200);
});

test('numbers and positions go on where they were', async () => {
  const first = startEngine();
  await first.enqueue(first.addFiles('a.jpg'));
  first.engine.pause();
  await first.engine.close();
  const { number } = first.engine.snapshot();
  const second = startEngine({ folder: first.folder });
  expect(second.engine.snapshot().number).toBeGreaterThanOrEqual(number);
  await second.enqueue(second.addFiles('b.jpg'));
  const positions = second.tasks().map(({ position }) => position);
  expect(positions).toEqual([1, 2]);
});

test('batches that were settled are not on the queue after a start', async () => {
  const first = startEngine();
  first.pool.finishEverything();
  await first.engine.settled(await first.enqueue(first.addFiles('a.jpg')));
  await first.engine.close();
  const second = startEngine({ folder: first.folder });
  expect(second.engine.snapshot()).toMatchObject({ batches: [], taskCount: 0 });
});

test('twenty crashes in the middle of a batch make every result exactly once', async () => {
  const first = startEngine({ concurrency: 2 });
  const paths = first.addFiles(...Array.from({ length: 60 }, (_, index) => `p${index}.jpg`));
  const batchId = await first.enqueue(paths);
  let running = first;
  let historyPath = join(first.folder, 'history.db');
  for (let crash = 0; crash < 20; crash += 1) {
    const one = await running.pool.attempt(0);
    const other = await running.pool.attempt(1);
    await one.finish();
    await running.becomes(one.sourcePath, 'succeeded');
    if (crash % 2 === 0) await other.beginToWrite();
    const copy = join(first.folder, `crash-${crash}.db`);
    copyFileSync(historyPath, copy);
    if (existsSync(`${historyPath}-wal`)) copyFileSync(`${historyPath}-wal`, `${copy}-wal`);
    historyPath = copy;
    running = startEngine({ folder: first.folder, historyPath, concurrency: 2 });
  }
  running.pool.finishEverything();
  await running.engine.settled(batchId);
  expect(new Set(running.statuses())).toEqual(new Set(['succeeded']));
  expect(readdirSync(join(first.folder, 'thumbnails')).sort()).toEqual(
    paths.map((path) => path.slice(first.folder.length + 1)).sort(),
  );
});

test('closing twice is closing once', async () => {
  const { engine } = startEngine();
  await expect(Promise.all([engine.close(), engine.close()])).resolves.toBeDefined();
});
