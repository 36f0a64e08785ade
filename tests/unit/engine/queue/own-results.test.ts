import { mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { defaultPreset, desktopPreset } from '../../../../src/shared/task/preset.ts';
import { Recipe } from '../../../../src/shared/task/recipe.ts';
import { startEngine } from '../../../support/start-engine.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

afterEach(() => vi.unstubAllEnvs());

const { recipe } = defaultPreset;
const elsewhere = (path: string) => ({ destination: { kind: 'folder', path } });

/** An engine that has made `thumbnails/a.jpg` of `a.jpg`. */
async function startWithResult() {
  const started = startEngine();
  const { addFiles, enqueue, engine, pool, folder } = started;
  pool.finishEverything();
  const [source = ''] = addFiles('a.jpg');
  await engine.settled(await enqueue([source]));
  return { ...started, source, result: join(folder, 'thumbnails', 'a.jpg') };
}

test('a result that is dropped is skipped, and made all the same when retried', async () => {
  const { enqueue, engine, result, folder, becomes } = await startWithResult();
  await engine.settled(await enqueue([result], elsewhere(join(folder, 'out'))));
  const task = await becomes(result, 'skipped');
  expect(task).toMatchObject({ reason: 'own-result', attempts: 0 });
  engine.retry([task.id]);
  await becomes(result, 'succeeded');
});

test('results that a walk finds are skipped; the pictures beside them are made', async () => {
  const { enqueue, engine, walker, result, source, folder, tasks } = await startWithResult();
  const batchId = await enqueue([folder], elsewhere(join(folder, 'out')));
  const walk = await walker.nextWalk(0);
  walk.find([source, result]);
  walk.end();
  await engine.settled(batchId);
  const found = tasks().filter((task) => task.batchId === batchId);
  const statusOf = Object.fromEntries(found.map(({ sourcePath, status }) => [sourcePath, status]));
  expect(statusOf).toEqual({ [source]: 'succeeded', [result]: 'skipped' });
});

test('a result that is skipped makes room for its newer self', async () => {
  const { enqueue, engine, result, source, folder, tasks } = await startWithResult();
  await engine.settled(await enqueue([result, source], { conflict: 'overwrite' }));
  const [made] = tasks().slice(-1);
  expect(made).toMatchObject({ sourcePath: source, outputs: [{ path: result }] });
  expect(readdirSync(join(folder, 'thumbnails'))).toEqual(['a.jpg']);
});

test('a picture that somebody put in the place of a result is a picture', async () => {
  const { enqueue, engine, result, folder, statuses } = await startWithResult();
  writeFileSync(result, 'something quite different');
  await engine.settled(await enqueue([result], elsewhere(join(folder, 'out'))));
  expect(statuses()).toEqual(['succeeded', 'succeeded']);
});

test('a result is known by whatever way it is reached', async () => {
  const { enqueue, engine, folder, statuses } = await startWithResult();
  symlinkSync(folder, join(folder, 'link'));
  const result = join(folder, 'link', 'thumbnails', 'a.jpg');
  await engine.settled(await enqueue([result], elsewhere(join(folder, 'out'))));
  expect(statuses()).toEqual(['succeeded', 'skipped']);
});

test('who runs a result again, or asks for results, gets them made', async () => {
  const { engine, result, folder, statuses } = await startWithResult();
  const other = Recipe.parse({ ...recipe, ...elsewhere(join(folder, 'out')) });
  const asked = { paths: [result], recipe: other };
  for (const more of [
    { origin: 'run-again' },
    { origin: 'terminal', takesResults: true },
  ] as const) {
    const { batchId } = await engine.enqueue({ ...asked, ...more });
    await engine.settled(batchId ?? '');
  }
  expect(statuses()).toEqual(['succeeded', 'succeeded', 'succeeded']);
});

test.runIf(process.platform === 'linux')(
  'the desktop shows results, too, so its thumbnails are made of them',
  async () => {
    const { enqueue, engine, result, statuses } = await startWithResult();
    vi.stubEnv('XDG_CACHE_HOME', tempFolder());
    await engine.settled(await enqueue([result], { ...desktopPreset.recipe }));
    expect(statuses()).toEqual(['succeeded', 'succeeded']);
  },
);

test('what took the place of its source is no result', async () => {
  const { addFiles, enqueue, engine, pool, statuses } = startEngine();
  pool.finishEverything();
  const [source = ''] = addFiles('a.jpg');
  const inPlace = {
    destination: { kind: 'beside', folderName: '' },
    conflict: 'overwrite',
    replacesSource: true,
  };
  await engine.settled(await enqueue([source], inPlace));
  await engine.settled(await enqueue([source], inPlace));
  expect(statuses()).toEqual(['succeeded', 'succeeded']);
});

test('what is left of a result of which others failed is known, too', async () => {
  const { addFiles, enqueue, engine, pool, folder, statuses } = startEngine();
  const outputs = [1, 2].map((width) => ({ name: `${width}`, width }));
  const [source = ''] = addFiles('a.jpg');
  const batchId = await enqueue([source], { outputs, fileName: '{name}-{output}.{ext}' });
  await (await pool.attempt(0)).finish([1]);
  await engine.settled(batchId);
  const result = join(folder, 'thumbnails', 'a-1.jpg');
  await engine.settled(await enqueue([result], elsewhere(join(folder, 'out'))));
  expect(statuses().at(-1)).toBe('skipped');
});

/** As a glob names them: pictures and, among them, a folder. Nothing was ever made here. */
function startWithFolder(name: string) {
  const started = startEngine();
  started.pool.finishEverything();
  const [source = '', inside = ''] = started.addFiles('a.jpg', `${name}/b.jpg`);
  return { ...started, source, inside, named: dirname(inside) };
}

test.each([
  ['the folder that results go to', 'thumbnails', {}],
  ['the folder that was chosen for results', 'small', elsewhere('small')],
])('without a history, %s is known by its name', async (_words, name, given) => {
  const { folder, source, inside, named, walker, enqueue, engine, tasks } = startWithFolder(name);
  const change = 'destination' in given ? elsewhere(join(folder, 'small')) : {};
  const batchId = await enqueue([source, named], change);
  const walk = await walker.nextWalk(0);
  walk.find([inside]);
  walk.end();
  await engine.settled(batchId);
  expect(tasks().map(({ sourcePath, status }) => [sourcePath, status])).toEqual([
    [source, 'succeeded'],
    [inside, 'skipped'],
  ]);
});

test('a folder that is called like results but named by itself is taken at its word', async () => {
  const { inside, named, walker, enqueue, engine, statuses } = startWithFolder('thumbnails');
  const batchId = await enqueue([named]);
  const walk = await walker.nextWalk(0);
  walk.find([inside]);
  walk.end();
  await engine.settled(batchId);
  expect(statuses()).toEqual(['succeeded']);
});

test('a result that was moved elsewhere is a picture like others', async () => {
  const { enqueue, engine, result, folder, statuses } = await startWithResult();
  const moved = join(folder, 'album', 'a.jpg');
  mkdirSync(dirname(moved));
  renameSync(result, moved);
  await engine.settled(await enqueue([moved]));
  expect(statuses()).toEqual(['succeeded', 'succeeded']);
});

test('a plan says of results that they would be skipped', async () => {
  const { engine, result, source, walker, previewPool } = await startWithResult();
  previewPool.finishEverything();
  const { signal } = new AbortController();
  const planning = engine.plan({ paths: [result, source], recipe, signal });
  (await walker.nextWalk(0)).end();
  const { rows } = await planning;
  expect(rows).toContainEqual({ sourcePath: result, action: 'skip', reason: 'own-result' });
});
