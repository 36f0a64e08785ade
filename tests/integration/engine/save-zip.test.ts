import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { SaveRequest } from '../../../src/engine/saving/save-results.ts';
import { fromBytes } from '../../../src/engine/files/paths.ts';
import { Recipe } from '../../../src/shared/task/recipe.ts';
import { openEngine } from '../../support/open-engine.ts';
import { putPicture } from '../../support/picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { zipContents } from '../../support/zip-contents.ts';

async function made(folder: string, paths: readonly string[], change: object = {}) {
  // One after the other: names that other systems take for the same are numbered in the order of the files.
  const engine = openEngine(folder, { concurrency: 1 });
  onTestFinished(() => engine.close());
  const recipe = Recipe.parse({ outputs: [{ width: 9 }], ...change });
  const { batchId } = await engine.enqueue({ paths, recipe, origin: 'drop' });
  await engine.settled(batchId ?? '');
  const save = (path: string, more: Partial<SaveRequest> = {}) =>
    engine.saveResults({
      kind: 'zip',
      source: { batchId: batchId ?? '' },
      target: { path, replaces: true },
      signal: new AbortController().signal,
      ...more,
    });
  return { engine, batchId: batchId ?? '', save };
}

const pictures = (folder: string, names: readonly string[]) =>
  Promise.all(names.map((name) => putPicture(join(folder, 'from', name))));

it('packs what a batch made, in its tree and as it is on disk', async () => {
  const folder = tempFolder();
  await pictures(folder, ['a.jpg', 'b/c.png', 'b/d/e.webp']);
  const { save } = await made(folder, [join(folder, 'from')], {
    outputs: [
      { name: 'small', width: 9 },
      { name: 'tiny', width: 4 },
    ],
    destination: { kind: 'folder', path: join(folder, 'to'), mirrorsTree: true },
    fileName: '{name}-{output}.{ext}',
  });
  const zip = join(folder, 'results.zip');
  const report = await save(zip);
  expect(report).toEqual({
    ok: true,
    value: {
      path: zip,
      count: 6,
      sizeBytes: statSync(zip).size,
      leftBehind: [],
      leftBehindCount: 0,
    },
  });
  const unpacked = await zipContents(zip);
  expect(unpacked.map(({ name }) => name).toSorted()).toEqual([
    'a-small.jpg',
    'a-tiny.jpg',
    'b/c-small.png',
    'b/c-tiny.png',
    'b/d/e-small.webp',
    'b/d/e-tiny.webp',
  ]);
  for (const { name, bytes, modified } of unpacked) {
    const path = join(folder, 'to', name);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(Math.abs(statSync(path).mtimeMs - modified.getTime())).toBeLessThan(2000);
  }
});

it('packs only the tasks that were chosen, also after a restart', async () => {
  const folder = tempFolder();
  const sources = await pictures(folder, ['a.jpg', 'b.jpg', 'c.jpg']);
  const first = await made(folder, sources);
  const [, second] = Array.from(first.engine.tasksOf(first.batchId));
  await first.engine.close();
  const engine = openEngine(folder);
  onTestFinished(() => engine.close());
  const zip = join(folder, 'one.zip');
  const report = await engine.saveResults({
    kind: 'zip',
    source: { taskIds: [second?.id ?? '', 'forgotten'] },
    target: { path: zip, replaces: true },
    signal: new AbortController().signal,
  });
  expect(report).toMatchObject({ ok: true, value: { count: 1 } });
  expect((await zipContents(zip)).map(({ name }) => name)).toEqual(['b.jpg']);
});

it.runIf(process.platform === 'linux')('packs folders of any name', async () => {
  const folder = tempFolder();
  const names = ['A', 'a', 'con', 'x\\y:z', '<img src=x onerror=alert(1)>', 'new\nline'];
  const bytes = readFileSync(await putPicture(join(folder, 'p.jpg')));
  const from = Buffer.from(join(folder, 'from/'));
  for (const name of [
    ...names.map((text) => Buffer.from(text)),
    Buffer.from('caf\xE9', 'latin1'),
  ]) {
    mkdirSync(Buffer.concat([from, name]), { recursive: true });
    writeFileSync(Buffer.concat([from, name, Buffer.from('/1.jpg')]), bytes);
  }
  const { save } = await made(folder, [fromBytes(from.subarray(0, -1))]);
  expect(await save(join(folder, 'all.zip'))).toMatchObject({ ok: true, value: { count: 7 } });
  expect((await zipContents(join(folder, 'all.zip'))).map(({ name }) => name).toSorted()).toEqual(
    [
      'A/thumbnails/1.jpg',
      '_con/thumbnails/1.jpg',
      'a/thumbnails/1 (2).jpg',
      'caf_/thumbnails/1.jpg',
      'new_line/thumbnails/1.jpg',
      'x_y_z/thumbnails/1.jpg',
      '_img src=x onerror=alert(1)_/thumbnails/1.jpg',
    ].toSorted(),
  );
});

it('leaves out what is gone or was changed since, and names it', async () => {
  const folder = tempFolder();
  const { save } = await made(folder, await pictures(folder, ['a.jpg', 'b.jpg', 'c.jpg']));
  const results = join(folder, 'from', 'thumbnails');
  rmSync(join(results, 'a.jpg'));
  writeFileSync(join(results, 'b.jpg'), 'drawn over');
  const zip = join(folder, 'rest.zip');
  expect(await save(zip)).toMatchObject({
    ok: true,
    value: {
      count: 1,
      leftBehind: [
        { path: join(results, 'a.jpg'), reason: 'gone' },
        { path: join(results, 'b.jpg'), reason: 'changed' },
      ],
      leftBehindCount: 2,
    },
  });
  expect((await zipContents(zip)).map(({ name }) => name)).toEqual(['c.jpg']);
  rmSync(join(results, 'c.jpg'));
  expect(await save(join(folder, 'none.zip'))).toEqual({ ok: false, problem: 'nothing-there' });
  expect(existsSync(join(folder, 'none.zip'))).toBe(false);
});

it('leaves nothing when it is cancelled in the middle', async () => {
  const folder = tempFolder();
  const names = Array.from({ length: 40 }, (_, index) => `${index}.jpg`);
  const { engine, save } = await made(folder, await pictures(folder, names));
  const target = join(folder, 'zips');
  mkdirSync(target);
  writeFileSync(join(target, 'all.zip'), 'older');
  const cancelling = new AbortController();
  const seen: unknown[] = [];
  const report = await save(join(target, 'all.zip'), {
    signal: cancelling.signal,
    onProgress: (progress) => {
      seen.push(progress);
      cancelling.abort();
    },
  });
  expect(report).toEqual({ ok: false, problem: 'cancelled' });
  expect(seen).toEqual([{ done: expect.any(Number), total: 40 }]);
  expect(readdirSync(target)).toEqual(['all.zip']);
  expect(readFileSync(join(target, 'all.zip'), 'utf8')).toBe('older');

  const saving = save(join(target, 'closed.zip'), { onProgress: () => void engine.close() });
  expect(await saving).toEqual({ ok: false, problem: 'cancelled' });
  expect(readdirSync(target)).toEqual(['all.zip']);
});

it('takes the next free name unless the file may be replaced', async () => {
  const folder = tempFolder();
  const { save } = await made(folder, await pictures(folder, ['a.jpg']));
  const wanted = join(folder, 'a.zip');
  writeFileSync(wanted, 'older');
  const kept = await save(wanted, { target: { path: wanted, replaces: false } });
  expect(kept).toMatchObject({ ok: true, value: { path: join(folder, 'a (2).zip') } });
  expect(readFileSync(wanted, 'utf8')).toBe('older');
  await save(wanted);
  expect(await zipContents(wanted)).toHaveLength(1);
});

it.each([
  ['that is not there', 'missing'],
  ['that is a file', 'a-file'],
])('fails in one line for a folder %s', async (_, name) => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'a-file'), '');
  const { save } = await made(folder, await pictures(folder, ['a.jpg']));
  expect(await save(join(folder, name, 'a.zip'))).toEqual({
    ok: false,
    problem: { code: 'output-unwritable', subject: join(folder, name) },
  });
});

it.runIf(existsSync('/proc/self'))(
  'fails in one line for a folder that takes no files',
  async () => {
    const folder = tempFolder();
    const { save } = await made(folder, await pictures(folder, ['a.jpg']));
    expect(await save('/proc/self/a.zip')).toEqual({
      ok: false,
      problem: { code: 'output-unwritable', subject: '/proc/self' },
    });
  },
);
