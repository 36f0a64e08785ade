import { lstatSync, renameSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fingerprintOf } from '../../../../src/engine/files/fingerprints.ts';
import { watchedRecipe } from '../../../../src/engine/watch/watched-folders.ts';
import { defaultPreset } from '../../../../src/shared/task/preset.ts';
import { startEngine } from '../../../support/start-engine.ts';

const recipe = watchedRecipe(defaultPreset.recipe);

function arrived(path: string) {
  const facts = lstatSync(path, { bigint: true });
  return { path, sizeBytes: Number(facts.size), fingerprint: fingerprintOf(facts) };
}

test('a result and what was made already make no batch; what changed is made again', async () => {
  const { engine, pool, addFiles, folder } = startEngine();
  pool.finishEverything();
  const [path = ''] = addFiles('a.jpg');
  const come = (...paths: string[]) =>
    engine.enqueueWatched({ root: folder, files: paths.map(arrived), recipe });
  const first = await come(path);
  await engine.settled(first?.batchId ?? '');
  expect(first?.count).toBe(1);
  const result = join(folder, 'b.jpg');
  expect(await come(path, join(folder, 'thumbnails', 'a.jpg'))).toBeNull();
  renameSync(path, result);
  expect((await come(result))?.count).toBe(1);
  utimesSync(result, 1, 1);
  expect((await come(result))?.count).toBe(1);
});

test('10,000 files at once are one batch', async () => {
  const { engine, folder, tasks } = startEngine();
  engine.pause();
  const files = Array.from({ length: 10_000 }, (_, index) => ({
    path: join(folder, `${index}.jpg`),
    sizeBytes: 1,
    fingerprint: `1:${index}:1:1`,
  }));
  const batch = await engine.enqueueWatched({ root: folder, files, recipe });
  expect(batch?.count).toBe(10_000);
  expect(new Set(tasks().map(({ batchId }) => batchId))).toEqual(new Set([batch?.batchId]));
  expect(engine.findBatch(batch?.batchId ?? '')).toMatchObject({
    origin: 'watch',
    isWalking: false,
  });
});

test('what an earlier run had not finished goes on and is not made twice', async () => {
  const first = startEngine();
  first.engine.pause();
  const [path = ''] = first.addFiles('a.jpg');
  const request = { root: first.folder, files: [arrived(path)], recipe };
  expect((await first.engine.enqueueWatched(request))?.count).toBe(1);
  await first.engine.close();
  const { engine, tasks } = startEngine({ folder: first.folder });
  expect(await engine.enqueueWatched(request)).toBeNull();
  expect(tasks()).toHaveLength(1);
  // Whatever comes of it from now on is new.
  expect((await engine.enqueueWatched(request))?.count).toBe(1);
});

test('what an earlier run had not finished is made anew when it changes after it was made', async () => {
  const first = startEngine();
  first.engine.pause();
  const [path = ''] = first.addFiles('a.jpg');
  const come = () => ({ root: first.folder, files: [arrived(path)], recipe });
  await first.engine.enqueueWatched(come());
  await first.engine.close();
  const { engine, pool, tasks, addFiles, becomes } = startEngine({ folder: first.folder });
  pool.finishEverything();
  const [other = ''] = addFiles('b.jpg');
  await engine.enqueueWatched({ ...come(), files: [arrived(other)] });
  await becomes(path, 'succeeded');
  utimesSync(path, 1, 1);
  expect((await engine.enqueueWatched(come()))?.count).toBe(1);
  expect(tasks()).toHaveLength(3);
});
