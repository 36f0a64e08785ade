import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Admission } from '../../../../src/engine/admission/admit.ts';
import { admitInTurn } from '../../../../src/engine/intake/admit-in-turn.ts';
import { defaultPreset } from '../../../../src/shared/task/preset.ts';
import { startEngine } from '../../../support/start-engine.ts';

const { recipe } = defaultPreset;

const asFiles = (paths: readonly string[]): Admission => ({
  files: paths.map((path) => ({ path, root: null, sizeBytes: 1 })),
  folders: [],
  refused: [],
});

test('the first files are handed over before the next names are looked at', async () => {
  const seen: string[] = [];
  const admission = await admitInTurn(
    (paths) => {
      seen.push(`looks at ${paths.join()}`);
      return Promise.resolve(asFiles(paths));
    },
    ['a', 'b', 'c', 'a', 'd'],
    {
      length: 2,
      pause: () => Promise.resolve(),
      take: async (files) => {
        await Promise.resolve();
        seen.push(`takes ${files.map(({ path }) => path).join()}`);
      },
    },
  );
  expect(seen).toEqual([
    'looks at a,b',
    'takes a,b',
    'looks at c,a',
    'takes c',
    'looks at d',
    'takes d',
  ]);
  expect(admission.files.map(({ path }) => path)).toEqual(['a', 'b', 'c', 'd']);
});

const manyNames = (folder: string) =>
  Array.from({ length: 1200 }, (_, at) => join(folder, `${at}.jpg`));

test('of very many names each is one task, and what is a folder is walked, also after a crash', async () => {
  const { engine, folder, walker, tasks } = startEngine();
  engine.pause();
  const names = manyNames(folder);
  const [first = ''] = names;
  const last = join(folder, 'holiday');
  mkdirSync(last);
  const receipt = await engine.enqueue({
    paths: [...names, first, 'b.jpg', last],
    recipe,
    origin: 'drop',
  });
  expect(receipt).toMatchObject({
    acceptedCount: 1200,
    folderCount: 1,
    refused: [{ path: 'b.jpg' }],
  });
  const [batch] = engine.snapshot().batches;
  expect(batch).toMatchObject({ title: 'holiday and 1,200 more', isWalking: true });
  expect((await walker.nextWalk(0)).request.roots).toEqual([last]);
  expect(tasks().map(({ sourcePath }) => sourcePath)).toEqual(names);
  await engine.close();
  const again = startEngine({ folder });
  expect((await again.walker.nextWalk(0)).request.roots).toEqual([last]);
});

test('a folder that was named before very many files is walked after a crash in the middle of them', async () => {
  const { engine, folder } = startEngine();
  engine.pause();
  const named = join(folder, 'holiday');
  mkdirSync(named);
  const [first = '', ...others] = manyNames(folder);
  const added = engine.enqueue({ paths: [first, named, ...others], recipe, origin: 'drop' });
  await new Promise<void>((resolve) => {
    engine.subscribe(() => {
      if (engine.snapshot().taskCount > 0) resolve();
    });
  });
  await engine.close();
  await added.catch(() => undefined);
  const again = startEngine({ folder });
  expect((await again.walker.nextWalk(0)).request.roots).toEqual([named]);
});

test('of very many names a result among them is told from its source, wherever it was named', async () => {
  const { engine, folder, tasks } = startEngine();
  engine.pause();
  const results = manyNames(join(folder, 'thumbnails'));
  const source = join(folder, 'a.jpg');
  await engine.enqueue({ paths: [...results, source], recipe, origin: 'drop' });
  const sources = tasks().filter(({ status }) => status === 'queued');
  expect(sources.map(({ sourcePath }) => sourcePath)).toEqual([source]);
});

test('cancelling all reaches those of very many names that were not looked at yet', async () => {
  const { engine, folder, statuses } = startEngine();
  engine.pause();
  const added = engine.enqueue({ paths: manyNames(folder), recipe, origin: 'drop' });
  await new Promise<void>((resolve) => {
    engine.subscribe(() => {
      if (engine.snapshot().taskCount > 0) resolve();
    });
  });
  engine.cancel('all');
  await added;
  expect(new Set(statuses())).toEqual(new Set(['cancelled']));
});
