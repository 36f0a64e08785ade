import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { notOk, ok } from '../../../src/shared/result.ts';
import { Recipe } from '../../../src/shared/task/recipe.ts';
import { openEngine } from '../../support/open-engine.ts';
import { putPicture } from '../../support/picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function made(folder: string, paths: readonly string[], change: object = {}) {
  const engine = openEngine(folder);
  onTestFinished(() => engine.close());
  const recipe = Recipe.parse({ outputs: [{ width: 9 }], ...change });
  const { batchId } = await engine.enqueue({ paths, recipe, origin: 'drop' });
  await engine.settled(batchId ?? '');
  return { engine, batchId: batchId ?? '' };
}

const nothingRefused = { refusedCount: 0, refused: [] };

const inPlace = {
  destination: { kind: 'beside', folderName: '' },
  conflict: 'overwrite',
  replacesSource: true,
};

it('moves results to the trash, also after a restart', async () => {
  const folder = tempFolder();
  const source = await putPicture(join(folder, 'a.jpg'));
  const first = await made(folder, [source]);
  await first.engine.close();
  const engine = openEngine(folder);
  onTestFinished(() => engine.close());
  expect(await engine.undo(first.batchId)).toEqual(
    ok({ trashedCount: 1, restoredCount: 0, ...nothingRefused }),
  );
  expect(await engine.undo(first.batchId)).toEqual(notOk('undone'));
  const page = await engine.searchHistory({ text: '', before: null, limit: 1 });
  expect(page.batches).toMatchObject([{ undoneAt: expect.any(Number) }]);
  expect(readdirSync(join(folder, 'thumbnails'))).toEqual([]);
  expect(readdirSync(join(folder, 'Trash', 'files'))).toEqual(['a.jpg']);
  const note = readFileSync(join(folder, 'Trash', 'info', 'a.jpg.trashinfo'), 'utf8');
  expect(note).toMatch(/^\[Trash Info\]\nPath=\/.*\/thumbnails\/a\.jpg\nDeletionDate=\d{4}-/);
});

it('replaces a source only when told to, and puts it back', async () => {
  const folder = tempFolder();
  const source = await putPicture(join(folder, 'a.jpg'));
  const original = readFileSync(source);
  const kept = await made(folder, [source], { ...inPlace, replacesSource: false });
  expect(readFileSync(source).equals(original)).toBe(true);
  expect(existsSync(join(folder, 'a (2).jpg'))).toBe(true);
  await kept.engine.close();
  const { engine, batchId } = await made(folder, [source], inPlace);
  expect(readFileSync(source).equals(original)).toBe(false);
  expect(await engine.undo(batchId)).toEqual(
    ok({ trashedCount: 1, restoredCount: 1, ...nothingRefused }),
  );
  expect(readFileSync(source).equals(original)).toBe(true);
});

it('leaves what changed since, and names it', async () => {
  const folder = tempFolder();
  const sources = [
    await putPicture(join(folder, 'a.jpg')),
    await putPicture(join(folder, 'b.jpg')),
  ];
  const { engine, batchId } = await made(folder, sources);
  const [first, second] = ['a.jpg', 'b.jpg'].map((name) => join(folder, 'thumbnails', name));
  writeFileSync(first ?? '', 'drawn over');
  rmSync(second ?? '');
  const nothingMoved = ok({
    trashedCount: 0,
    restoredCount: 0,
    refusedCount: 2,
    refused: [
      { path: first, reason: 'changed' },
      { path: second, reason: 'gone' },
    ],
  });
  expect(await engine.undo(batchId)).toEqual(nothingMoved);
  expect(await engine.undo(batchId)).toEqual(nothingMoved);
  expect(readFileSync(first ?? '', 'utf8')).toBe('drawn over');
});

it('keeps what it overwrites of a person’s own in the trash, and puts it back', async () => {
  const folder = tempFolder();
  const source = await putPicture(join(folder, 'a.jpg'));
  const own = ['a-s.jpg', 'a-m.jpg'].map((name) => join(folder, 'thumbnails', name));
  mkdirSync(join(folder, 'thumbnails'));
  for (const path of own) writeFileSync(path, 'a person’s own');
  const overwriting = {
    outputs: ['s', 'm', 'l'].map((name, at) => ({ name, width: 5 + at })),
    conflict: 'overwrite',
  };
  const first = await made(folder, [source], overwriting);
  for (const path of own) expect(readFileSync(path).subarray(0, 2).toString('hex')).toBe('ffd8');
  const inTrash = () => readdirSync(join(folder, 'Trash', 'files')).toSorted();
  expect(inTrash()).toEqual(['a-m.jpg', 'a-s.jpg']);
  expect(await first.engine.undo(first.batchId)).toEqual(
    ok({ trashedCount: 3, restoredCount: 2, ...nothingRefused }),
  );
  for (const path of own) expect(readFileSync(path, 'utf8')).toBe('a person’s own');
  await first.engine.close();

  // Of its own results it keeps none.
  const again = await made(folder, [source], { ...overwriting, fileName: 'x-{output}.{ext}' });
  const before = inTrash();
  await again.engine.close();
  await made(folder, [source], { ...overwriting, fileName: 'x-{output}.{ext}' });
  expect(inTrash()).toEqual(before);
});

it.each(['is remembered', 'is forgotten'])(
  'leaves an older file of the same size that took the place of a result (which %s)',
  async (state) => {
    const folder = tempFolder();
    const source = await putPicture(join(folder, 'a.jpg'));
    const { engine, batchId } = await made(folder, [source]);
    await engine.close();
    if (state === 'is forgotten') {
      const database = new DatabaseSync(join(folder, 'history.db'));
      database.exec('DELETE FROM written_files');
      database.close();
    }
    const result = join(folder, 'thumbnails', 'a.jpg');
    const theirs = Buffer.alloc(statSync(result).size, 'theirs');
    writeFileSync(result, theirs);
    utimesSync(result, 1_000_000, 1_000_000);
    const later = openEngine(folder);
    onTestFinished(() => later.close());
    expect(await later.lastUndoable()).toBe(null);
    expect(await later.undo(batchId)).toMatchObject(
      ok({ trashedCount: 0, refused: [{ path: result, reason: 'changed' }] }),
    );
    expect(readFileSync(result).equals(theirs)).toBe(true);
  },
);

it('keeps the outputs that work, names the one that does not, and a retry makes that one only', async () => {
  const folder = tempFolder();
  const source = await putPicture(join(folder, 'a.jpg'));
  writeFileSync(join(folder, 'in-the-way'), '');
  const { engine, batchId } = await made(folder, [source], {
    outputs: [
      { name: 'small', width: 9 },
      { name: 'in-the-way', width: 5 },
    ],
    destination: { kind: 'folder', path: folder },
    fileName: '{output}/{name}.{ext}',
  });
  expect(Array.from(engine.tasksOf(batchId))).toMatchObject([
    {
      status: 'failed',
      failure: { code: 'output-unwritable' },
      partly: {
        outputs: [{ path: join(folder, 'small', 'a.jpg') }],
        failedOutputs: ['in-the-way'],
      },
    },
  ]);
  const small = join(folder, 'small', 'a.jpg');
  const before = statSync(small).ino;
  rmSync(join(folder, 'in-the-way'));
  engine.retry('all');
  await engine.settled(batchId);
  expect(Array.from(engine.tasksOf(batchId))).toMatchObject([
    {
      status: 'succeeded',
      outputs: [
        { name: 'small', path: small, width: 9 },
        { name: 'in-the-way', path: join(folder, 'in-the-way', 'a.jpg'), width: 5 },
      ],
    },
  ]);
  expect([statSync(small).ino, readdirSync(join(folder, 'small'))]).toEqual([before, ['a.jpg']]);
  expect(await engine.undo(batchId)).toMatchObject(ok({ trashedCount: 2, refused: [] }));
});

it('replaces a source last: a retry makes what failed from the original, and undo brings it back', async () => {
  const folder = tempFolder();
  const source = await putPicture(join(folder, 'photos', 'a.jpg'));
  const original = readFileSync(source);
  writeFileSync(join(folder, 'in-the-way'), '');
  const { engine, batchId } = await made(folder, [source], {
    ...inPlace,
    outputs: [
      { name: 'photos', width: 9 },
      { name: 'in-the-way', width: 25 },
    ],
    destination: { kind: 'folder', path: folder },
    fileName: '{output}/{name}.{ext}',
  });
  expect(Array.from(engine.tasksOf(batchId))).toMatchObject([
    { status: 'failed', failure: { code: 'output-unwritable' } },
  ]);
  expect(readFileSync(source).equals(original)).toBe(true);
  expect(readdirSync(join(folder, 'photos'))).toEqual(['a.jpg']);
  rmSync(join(folder, 'in-the-way'));
  engine.retry('all');
  await engine.settled(batchId);
  expect(Array.from(engine.tasksOf(batchId))).toMatchObject([
    { status: 'succeeded', source: { width: 30 }, outputs: [{ width: 9 }, { width: 25 }] },
  ]);
  expect(readFileSync(source).equals(original)).toBe(false);
  expect(await engine.undo(batchId)).toEqual(
    ok({ trashedCount: 2, restoredCount: 1, ...nothingRefused }),
  );
  expect(readFileSync(source).equals(original)).toBe(true);
});

it('finds the newest batch that can be undone, past those of which nothing is left', async () => {
  const folder = tempFolder();
  const { engine, batchId: first } = await made(folder, [await putPicture(join(folder, 'a.jpg'))]);
  const add = async (name: string, recipe: object = {}) => {
    const source = name === 'bad.jpg' ? join(folder, name) : await putPicture(join(folder, name));
    const { batchId } = await engine.enqueue({
      paths: [source],
      recipe: Recipe.parse({ outputs: [{ width: 9 }], ...recipe }),
      origin: 'drop',
    });
    await engine.settled(batchId ?? '');
    return batchId;
  };
  const second = await add('b.jpg');
  await add('changed.jpg');
  writeFileSync(join(folder, 'thumbnails', 'changed.jpg'), 'drawn over');
  await add('gone.jpg');
  rmSync(join(folder, 'thumbnails', 'gone.jpg'));
  await add('b.jpg', { conflict: 'skip' });
  await add('bad.jpg');
  for (const expected of [second, first]) {
    const found = await engine.lastUndoable();
    expect(found?.id).toBe(expected);
    expect(await engine.undo(found?.id ?? '')).toMatchObject(ok({ trashedCount: 1, refused: [] }));
  }
  expect(await engine.lastUndoable()).toBeNull();
});

it('does not offer to undo a batch that is not finished', async () => {
  const folder = tempFolder();
  const { engine } = await made(folder, []);
  engine.pause();
  const source = await putPicture(join(folder, 'a.jpg'));
  const recipe = Recipe.parse({ outputs: [{ width: 9 }] });
  const { batchId } = await engine.enqueue({ paths: [source], recipe, origin: 'drop' });
  expect(await engine.lastUndoable()).toBeNull();
  engine.resume();
  await engine.settled(batchId ?? '');
  expect(await engine.lastUndoable()).toMatchObject({ id: batchId });
});
