import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { expect, it, onTestFinished } from 'vitest';
import type { Engine } from '../../../src/engine/engine.ts';
import { manifestName } from '../../../src/engine/memory/manifests.ts';
import { Recipe } from '../../../src/shared/task/recipe.ts';
import { openEngine } from '../../support/open-engine.ts';
import { putPicture } from '../../support/picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** One run of a recipe over the folder `photos`; answers with what became of each task, sorted by path. */
function bench() {
  const folder = tempFolder();
  const photos = join(folder, 'photos');
  const run = async (change: object = {}) => {
    const engine = openEngine(folder);
    onTestFinished(() => engine.close());
    const recipe = Recipe.parse({ outputs: [{ width: 9 }], conflict: 'skip-unchanged', ...change });
    const { batchId } = await engine.enqueue({ paths: [photos], recipe, origin: 'drop' });
    await engine.settled(batchId ?? '');
    const tasks = Array.from(engine.tasksOf(batchId ?? '')).toSorted((a, b) =>
      a.sourcePath < b.sourcePath ? -1 : 1,
    );
    await engine.close();
    return tasks.map((task) => (task.status === 'skipped' ? task.reason : task.status));
  };
  const results = () =>
    readdirSync(join(photos, 'thumbnails'))
      .filter((name) => name !== manifestName)
      .toSorted();
  return { photos, run, results };
}

it('does nothing the second time, also after a restart, and says why', async () => {
  const { photos, run, results } = bench();
  await putPicture(join(photos, 'a.jpg'));
  await putPicture(join(photos, 'b.png'));
  expect(await run()).toEqual(['succeeded', 'succeeded']);
  expect(await run()).toEqual(['unchanged', 'unchanged']);
  expect(results()).toEqual(['a.jpg', 'b.png']);
});

it('makes results of a picture that was turned by hand anew, in their place', async () => {
  const folder = tempFolder();
  const photos = join(folder, 'photos');
  mkdirSync(photos);
  const plain = sharp({ create: { width: 40, height: 20, channels: 3, background: '#0000ff' } });
  await plain.png().toFile(join(photos, 'a.png'));
  const engine = openEngine(folder);
  onTestFinished(() => engine.close());
  const recipe = Recipe.parse({ outputs: [{ width: 8 }], conflict: 'skip-unchanged' });
  const run = async () => {
    const { batchId } = await engine.enqueue({ paths: [photos], recipe, origin: 'drop' });
    await engine.settled(batchId ?? '');
    const [task] = Array.from(engine.tasksOf(batchId ?? ''));
    if (!task) throw new Error('There is no task.');
    return task;
  };
  const { id } = await run();
  expect(await engine.saveHandTurning(id, { turn: 90, flip: true })).toBe(true);
  expect(await engine.handTurning(id)).toEqual({ turn: 90, flip: true });
  const path = join(photos, 'thumbnails', 'a.png');
  expect(await run()).toMatchObject({
    status: 'succeeded',
    source: { width: 40, height: 20, turning: { turn: 90, flip: true } },
    outputs: [{ path, width: 8, height: 16 }],
  });
  expect(await run()).toMatchObject({ status: 'skipped', reason: 'unchanged' });
  await engine.saveHandTurning(id, { turn: 0, flip: false });
  expect(await run()).toMatchObject({ outputs: [{ path, width: 8, height: 4 }] });
});

it('draws a watermark that its batch names, and knows the results again', async () => {
  const { photos, run } = bench();
  const background = '#0000ff';
  const plain = sharp({ create: { width: 40, height: 20, channels: 3, background } });
  mkdirSync(photos);
  for (const name of ['a.png', 'b.png']) await plain.png().toFile(join(photos, name));
  const red = sharp({ create: { width: 9, height: 9, channels: 3, background: '#ff0000' } });
  const data = (await red.png().toBuffer()).toString('base64');
  const watermark = { kind: 'picture', data, size: 100, opacity: 100, margin: 0 };
  expect(await run({ watermark })).toEqual(['succeeded', 'succeeded']);
  for (const name of ['a.png', 'b.png']) {
    const made = sharp(join(photos, 'thumbnails', name));
    expect((await made.raw().toBuffer())[0]).toBe(0);
    const { channels } = await made.stats();
    expect(channels[0]?.max).toBe(255);
  }
  expect(await run({ watermark })).toEqual(['unchanged', 'unchanged']);
});

it('knows the same content by another time and inode', async () => {
  const { photos, run } = bench();
  const path = await putPicture(join(photos, 'a.jpg'));
  await run();
  copyFileSync(path, `${path}.copy`);
  renameSync(`${path}.copy`, path);
  utimesSync(path, 1, 1);
  expect(await run()).toEqual(['unchanged']);
});

it('knows what was made before one asked for it', async () => {
  const { photos, run, results } = bench();
  const path = await putPicture(join(photos, 'a.jpg'));
  await putPicture(join(photos, 'b.jpg'));
  expect(await run({ conflict: 'rename' })).toEqual(['succeeded', 'succeeded']);
  utimesSync(path, 1, 1);
  // Nobody took its content down then, so another time is as good as another picture.
  expect(await run()).toEqual(['succeeded', 'unchanged']);
  expect(await run()).toEqual(['unchanged', 'unchanged']);
  expect(results()).toEqual(['a.jpg', 'b.jpg']);
});

it('makes anew what changed, over its own old result', async () => {
  const { photos, run, results } = bench();
  const path = await putPicture(join(photos, 'a.jpg'));
  await run();
  await putPicture(path, { width: 40, height: 40 });
  expect(await run()).toEqual(['succeeded']);
  expect(await run({ outputs: [{ width: 5 }] })).toEqual(['succeeded']);
  expect(results()).toEqual(['a.jpg']);
});

it('makes anew what is gone, and never writes over what somebody else put there', async () => {
  const { photos, run, results } = bench();
  await putPicture(join(photos, 'a.jpg'));
  await run();
  rmSync(join(photos, 'thumbnails', 'a.jpg'));
  expect(await run()).toEqual(['succeeded']);
  writeFileSync(join(photos, 'thumbnails', 'a.jpg'), 'mine');
  expect(await run()).toEqual(['succeeded']);
  expect(results()).toEqual(['a (2).jpg', 'a.jpg']);
});

/** How each file of `photos` ended, by its name. `tried` are those that an attempt was begun for. */
async function runAndTell(engine: Engine, paths: readonly string[], change: object = {}) {
  const recipe = Recipe.parse({ outputs: [{ width: 9 }], conflict: 'skip-unchanged', ...change });
  const { batchId } = await engine.enqueue({ paths, recipe, origin: 'drop' });
  await engine.settled(batchId ?? '');
  const tasks = Array.from(engine.tasksOf(batchId ?? ''));
  return {
    ended: tasks.map((task) => {
      const end = task.status === 'skipped' ? task.reason : task.status;
      return `${basename(task.sourcePath)}: ${end}`;
    }),
    tried: tasks.filter(({ attempts }) => attempts > 0).map((task) => basename(task.sourcePath)),
  };
}

it('tries only what changed among the unchanged, in the order of the folder', async () => {
  const { photos } = bench();
  const engine = openEngine(tempFolder());
  onTestFinished(() => engine.close());
  const [, changed = '', , lost = ''] = await Promise.all(
    ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg'].map((name) => putPicture(join(photos, name))),
  );
  expect((await runAndTell(engine, [photos])).tried).toHaveLength(5);
  await putPicture(changed, { width: 40, height: 40 });
  rmSync(join(photos, 'thumbnails', basename(lost)));
  expect(await runAndTell(engine, [photos])).toEqual({
    ended: [
      'a.jpg: unchanged',
      'b.jpg: succeeded',
      'c.jpg: unchanged',
      'd.jpg: succeeded',
      'e.jpg: unchanged',
    ],
    tried: ['b.jpg', 'd.jpg'],
  });
  const named = readdirSync(photos, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(photos, name));
  expect((await runAndTell(engine, named)).tried).toEqual([]);
  const otherRecipe = await runAndTell(engine, [photos], { outputs: [{ width: 5 }] });
  expect(otherRecipe.tried).toHaveLength(5);
  const first = engine.listTasks(-1, 100).tasks.find(({ attempts }) => attempts === 0);
  if (first === undefined) throw new Error('nothing was skipped');
  engine.retry([first.id]);
  await engine.settled(first.batchId);
  expect(engine.find(first.id)).toMatchObject({ status: 'succeeded', attempts: 1 });
});

it('waits for what another batch may still do to the results', async () => {
  const { photos } = bench();
  const engine = openEngine(tempFolder(), { concurrency: 1 });
  onTestFinished(() => engine.close());
  const picture = await putPicture(join(photos, 'a.jpg'));
  await runAndTell(engine, [picture]);
  engine.pause();
  const overwriting = Recipe.parse({ outputs: [{ width: 5 }], conflict: 'overwrite' });
  await engine.enqueue({ paths: [picture], recipe: overwriting, origin: 'drop' });
  const second = runAndTell(engine, [picture]);
  engine.resume();
  expect((await second).ended).toEqual(['a.jpg: succeeded']);
});
