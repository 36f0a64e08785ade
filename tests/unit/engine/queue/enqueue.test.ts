import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultPreset } from '../../../../src/shared/task/preset.ts';
import type { Recipe } from '../../../../src/shared/task/recipe.ts';
import type { BatchId } from '../../../../src/shared/task/task.ts';
import { startEngine } from '../../../support/start-engine.ts';

const { recipe } = defaultPreset;

test('the answer comes when every named file is stored and before any is read', async () => {
  const { engine, addFiles, tasks } = startEngine();
  engine.pause();
  const paths = addFiles('a.jpg', 'b.jpg');
  const receipt = await engine.enqueue({ paths, recipe, origin: 'drop' });
  expect(receipt).toMatchObject({ acceptedCount: 2, folderCount: 0, refused: [] });
  expect(tasks().map(({ sourcePath, status }) => [sourcePath, status])).toEqual([
    [paths[0], 'queued'],
    [paths[1], 'queued'],
  ]);
  expect((await engine.searchHistory({ text: '', before: null, limit: 10 })).total).toBe(2);
});

test('a batch that is filled again gets what it does not have, and keeps what is done', async () => {
  const first = startEngine();
  const [a = '', b = ''] = first.addFiles('a.jpg', 'b.jpg');
  const batchId = await first.enqueue([a]);
  await (await first.pool.attempt(0)).finish();
  await first.engine.settled(batchId);
  await first.engine.close();
  const { engine, folder, pool, walker, tasks } = startEngine({ folder: first.folder });
  pool.finishEverything();
  await engine.enqueue({ paths: [a, b, folder], recipe, origin: 'terminal', batchId });
  const walk = await walker.nextWalk(0);
  const c = join(folder, 'c.jpg');
  walk.find([a, b, c]);
  walk.end();
  await engine.settled(batchId);
  expect(pool.attempts.map(({ sourcePath }) => sourcePath)).toEqual([b, c]);
  const all = tasks().map((task) => [task.sourcePath, task.status, task.batchId]);
  expect(all).toEqual([a, b, c].map((path) => [path, 'succeeded', batchId]));
});

test('nothing to take is no batch', async () => {
  const { engine } = startEngine();
  const receipt = await engine.enqueue({ paths: ['relative.jpg'], recipe, origin: 'terminal' });
  expect(receipt).toMatchObject({ batchId: null, refused: [{ path: 'relative.jpg' }] });
  expect(engine.snapshot().batches).toEqual([]);
});

test('tasks found in a folder run while it is still being walked', async () => {
  const { folder, enqueue, walker, pool, becomes, engine } = startEngine();
  const batchId = await enqueue([folder]);
  const walk = await walker.nextWalk(0);
  const [first, second] = [join(folder, '1.jpg'), join(folder, '2.jpg')];
  walk.find([first], ['hidden', 'hidden', 'system']);
  await (await pool.attempt(0)).finish();
  await becomes(first, 'succeeded');
  expect(engine.snapshot().batches[0]).toMatchObject({
    isWalking: true,
    leftOut: { hidden: 2, system: 1 },
  });
  walk.find([second]);
  walk.end();
  await (await pool.attempt(1)).finish();
  await engine.settled(batchId);
  expect(engine.snapshot().batches[0]?.isWalking).toBe(false);
});

test('what one walk hands over is announced at once', async () => {
  const { folder, enqueue, walker, announced, engine } = startEngine();
  engine.pause();
  await enqueue([folder]);
  const walk = await walker.nextWalk(0);
  const before = announced.length;
  walk.find(Array.from({ length: 500 }, (_, index) => join(folder, `${index}.jpg`)));
  expect(announced.slice(before).map((changes) => changes.length)).toEqual([500]);
});

test('a walk leaves out the results of the recipe', async () => {
  const { folder, enqueue, walker } = startEngine();
  await enqueue([folder]);
  await enqueue([folder], { destination: { kind: 'folder', path: '/out' } });
  const requests = [(await walker.nextWalk(0)).request, (await walker.nextWalk(1)).request];
  expect(requests).toEqual([
    { roots: [folder], resultFolderName: 'thumbnails', excludedFolder: null },
    { roots: [folder], resultFolderName: null, excludedFolder: '/out' },
  ]);
});

test('a file named and found again is one task', async () => {
  const { folder, addFiles, enqueue, walker, statuses, engine } = startEngine();
  engine.pause();
  const [file = ''] = addFiles('a.jpg');
  await enqueue([file, folder]);
  (await walker.nextWalk(0)).find([file]);
  expect(statuses()).toEqual(['queued']);
});

test('an empty folder called like a picture is one failed task', async () => {
  const { folder, enqueue, walker, engine, tasks } = startEngine();
  const named = ['x.jpg', 'y'].map((name) => join(folder, name));
  for (const path of named) mkdirSync(path);
  const batchId = await enqueue(named);
  (await walker.nextWalk(0)).end();
  await engine.settled(batchId);
  expect(tasks()).toMatchObject([
    {
      sourcePath: named[0],
      status: 'failed',
      failure: { code: 'not-a-file', subject: 'a folder' },
    },
  ]);
});

test('a folder called like a picture with pictures in it is a folder', async () => {
  const { folder, enqueue, walker, pool, engine, tasks } = startEngine();
  pool.finishEverything();
  const root = join(folder, 'x.jpg');
  mkdirSync(root);
  const batchId = await enqueue([root]);
  const walk = await walker.nextWalk(0);
  walk.find([join(root, 'a.jpg')]);
  walk.end();
  await engine.settled(batchId);
  expect(tasks().map(({ sourcePath }) => sourcePath)).toEqual([join(root, 'a.jpg')]);
});

test('a walk that breaks down is told of the folder and ends the batch', async () => {
  const { folder, enqueue, walker, engine, tasks, bugs } = startEngine();
  const batchId = await enqueue([folder]);
  (await walker.nextWalk(0)).break(new Error('the thread died'));
  await engine.settled(batchId);
  expect(tasks()).toMatchObject([{ sourcePath: folder, failure: { code: 'internal' } }]);
  expect(bugs).toHaveLength(1);
});

test('a few named files go before a folder of thousands', async () => {
  const { folder, addFiles, enqueue, walker, pool, engine } = startEngine();
  await enqueue([folder]);
  const walk = await walker.nextWalk(0);
  walk.find(['1', '2', '3'].map((name) => join(folder, `found-${name}.jpg`)));
  const [single = ''] = addFiles('single.jpg');
  const batchId = await enqueue([single]);
  const first = await pool.attempt(0);
  await first.finish();
  const second = await pool.attempt(1);
  expect(second.sourcePath).toBe(single);
  await second.finish();
  await engine.settled(batchId);
});

test('more than 50 named files wait in line like those of a folder', async () => {
  const { folder, addFiles, enqueue, walker, pool } = startEngine();
  await enqueue([folder]);
  const found = ['1', '2'].map((name) => join(folder, `found-${name}.jpg`));
  (await walker.nextWalk(0)).find(found);
  await enqueue(addFiles(...Array.from({ length: 51 }, (_, index) => `${index}.jpg`)));
  await (await pool.attempt(0)).finish();
  expect((await pool.attempt(1)).sourcePath).toBe(found[1]);
});

test('thousands of named files are one batch that is settled when all of them are', async () => {
  const { addFiles, enqueue, pool, engine, statuses } = startEngine({ concurrency: 8 });
  pool.finishEverything();
  const paths = addFiles(...Array.from({ length: 1100 }, (_, index) => `${index}.jpg`));
  await engine.settled(await enqueue(paths));
  expect(new Set(statuses())).toEqual(new Set(['succeeded']));
  expect(statuses()).toHaveLength(1100);
});

test.each([
  [['a.jpg'], 'a.jpg'],
  [['a.jpg', 'b.jpg'], '2 files'],
  [['folder/'], 'folder'],
  [['a.jpg', 'folder/', 'b.jpg'], 'folder and 2 more'],
])('a batch of %j is called %j', async (names, title) => {
  const { folder, addFiles, enqueue, engine } = startEngine();
  engine.pause();
  const paths = names.map((name) => {
    if (!name.endsWith('/')) return addFiles(name)[0] ?? '';
    mkdirSync(join(folder, name));
    return join(folder, name);
  });
  await enqueue(paths);
  expect(engine.snapshot().batches[0]?.title).toBe(title);
});

test('an upload joins the batch it names only with the same recipe', () => {
  const { engine, addFiles } = startEngine();
  engine.pause();
  const [first = '', second = '', third = ''] = addFiles('a.jpg', 'b.jpg', 'c.jpg');
  const send = (path: string, sent: Recipe, id: BatchId | null) => {
    const batch = { id, title: 'tuesday', origin: 'upload', counter: 1 } as const;
    const files = [{ taskId: path, path, name: path, sizeBytes: 9, priority: 0 }];
    const [task] = engine.submit({ files, recipe: sent, batch });
    return task?.batchId ?? '';
  };
  const tuesday = send(first, recipe, null);
  const other = send(second, { ...recipe, keepsOriginal: !recipe.keepsOriginal }, tuesday);
  expect(other).not.toBe(tuesday);
  expect(send(third, { ...recipe }, tuesday)).toBe(tuesday);
  expect(engine.findBatch(other)?.recipe.keepsOriginal).toBe(!recipe.keepsOriginal);
});

test('files that were sent together are stored and announced at once, or none of them is', async () => {
  const { engine, addFiles } = startEngine();
  engine.pause();
  const [first = '', second = '', third = ''] = addFiles('a.jpg', 'b.jpg', 'c.jpg');
  const send = (...paths: readonly string[]) => {
    const files = paths.map((path) => ({
      taskId: path,
      path,
      name: path,
      sizeBytes: 9,
      priority: 0,
    }));
    const batch = { id: null, title: 'tuesday', origin: 'upload', counter: 1 } as const;
    return engine.submit({ files, recipe, batch }).map(({ id }) => id);
  };
  expect(() => send(first, first)).toThrow();
  expect(engine.snapshot()).toMatchObject({ taskCount: 0, batches: [] });

  const announced: string[][] = [];
  engine.subscribe((changes) => announced.push(changes.map(({ kind }) => kind)));
  expect(send(first, second, third)).toEqual([first, second, third]);
  await engine.flushed();
  expect(announced).toEqual([['batch', 'task', 'task', 'task']]);
});
