import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultPreset } from '../../../../src/shared/task/preset.ts';
import { Recipe } from '../../../../src/shared/task/recipe.ts';
import { startEngine, type StartedEngine } from '../../../support/start-engine.ts';

const isDatabase = (name: string) => /\.db(-wal|-shm)?$/.test(name);

/** The databases as a crash at this moment would leave them, in a folder of their own. */
function crashedCopy(folder: string): string {
  const copy = join(folder, 'after-crash');
  mkdirSync(copy);
  const left = readdirSync(folder).filter((name) => isDatabase(name) && !name.endsWith('-shm'));
  for (const name of left) copyFileSync(join(folder, name), join(copy, name));
  return join(copy, 'history.db');
}

const namesIn = (folder: string, word: string) =>
  readdirSync(folder).filter(
    (name) => isDatabase(name) && readFileSync(join(folder, name)).includes(word),
  );

async function enqueuePrivate({ engine }: StartedEngine, paths: readonly string[], change = {}) {
  const recipe = Recipe.parse({ ...defaultPreset.recipe, ...change });
  const { batchId } = await engine.enqueue({ paths, recipe, origin: 'drop', isPrivate: true });
  if (batchId === null) throw new Error('nothing was taken');
  return batchId;
}

test('goes on after a crash, and leaves no name once it is over, but can be undone', async () => {
  const first = startEngine();
  const [a = '', b = '', open = ''] = first.addFiles('secret-a.jpg', 'secret-b.jpg', 'open.jpg');
  await first.enqueue([open]);
  await (await first.pool.attempt(0)).finish();
  const batchId = await enqueuePrivate(first, [a, b]);
  await (await first.pool.attempt(1)).finish();
  await (await first.pool.attempt(2)).beginToWrite();
  expect(namesIn(first.folder, 'secret')).toEqual(
    expect.arrayContaining([expect.stringMatching(/^private-/)]),
  );
  const historyPath = crashedCopy(first.folder);

  const second = startEngine({ folder: first.folder, historyPath });
  const after = join(first.folder, 'after-crash');
  expect(second.engine.findBatch(batchId)).toMatchObject({ isPrivate: true });
  second.pool.finishEverything();
  await second.engine.settled(batchId);
  expect(second.engine.listTasks(-1, 9).tasks).toMatchObject([
    { status: 'succeeded', attempts: 1 },
    { status: 'succeeded', attempts: 2 },
  ]);
  expect(second.engine.detail(second.tasks()[1]?.id ?? '')?.attempts).toHaveLength(2);
  expect([namesIn(after, 'secret'), namesIn(after, 'open.jpg')]).toEqual([
    [],
    expect.arrayContaining([expect.stringMatching(/^history/)]),
  ]);
  const found = await second.engine.searchHistory({ text: '', before: null, limit: 9 });
  expect(found.batches).toHaveLength(1);
  expect(await second.engine.lastUndoable()).toMatchObject({ id: batchId });
  expect(await second.engine.undo(batchId)).toMatchObject({ ok: true, value: { trashedCount: 2 } });
  await second.engine.close();

  const third = startEngine({ folder: first.folder, historyPath });
  expect([third.tasks(), third.engine.findBatch(batchId)]).toEqual([[], null]);
  expect(readdirSync(after).filter((name) => name.startsWith('private'))).toEqual([]);
});

test('is as safe again when a picture of it is tried again', async () => {
  const first = startEngine();
  const [a = ''] = first.addFiles('secret.jpg');
  const batchId = await enqueuePrivate(first, [a]);
  (await first.pool.attempt(0)).fail();
  await first.engine.settled(batchId);
  expect(namesIn(first.folder, 'secret')).toEqual([]);
  first.engine.pause();
  first.engine.retry('all');
  await first.engine.flushed();
  const second = startEngine({ folder: first.folder, historyPath: crashedCopy(first.folder) });
  second.pool.finishEverything();
  await second.engine.settled(batchId);
  expect(second.statuses()).toEqual(['succeeded']);
  expect(namesIn(join(first.folder, 'after-crash'), 'secret')).toEqual([]);
});

test('a later run does not know what it made, and removing it forgets all', async () => {
  const first = startEngine();
  const [a = ''] = first.addFiles('secret.jpg');
  const skips = { conflict: 'skip-unchanged' };
  const batchId = await enqueuePrivate(first, [a], skips);
  first.pool.finishEverything();
  await first.engine.settled(batchId);
  const again = await first.enqueue([a], skips);
  await first.engine.settled(again);
  expect(first.statuses()).toEqual(['succeeded', 'succeeded']);
  const [task] = first.tasks();
  first.engine.remove([task?.id ?? '']);
  expect(first.engine.findBatch(batchId)).toBeNull();
  expect(first.engine.findBatch(again)).not.toHaveProperty('isPrivate');
});

test('one that cannot be read any more is told of and goes; the rest is as it was', async () => {
  const first = startEngine();
  const batchId = await first.enqueue(first.addFiles('a.jpg'));
  writeFileSync(join(first.folder, 'private-1.db'), 'no database at all');
  writeFileSync(join(first.folder, 'private-2.db-wal'), 'of one that is gone');
  const second = startEngine({ folder: first.folder });
  expect(second.bugs).toEqual(['lost']);
  expect(second.engine.findBatch(batchId)).not.toBeNull();
  expect(readdirSync(first.folder).filter((name) => name.startsWith('private'))).toEqual([]);
});

test('one that cannot be read now stays for a start that can, and keeps its places in the list', async () => {
  const first = startEngine();
  const batchId = await enqueuePrivate(first, first.addFiles('secret.jpg'));
  await first.pool.attempt(0);
  const historyPath = crashedCopy(first.folder);
  const after = join(first.folder, 'after-crash');
  const name = readdirSync(after).find((one) => /^private-.*\.db$/.test(one)) ?? '';
  renameSync(join(after, name), join(after, 'kept'));
  // Nobody can open what leads to itself.
  symlinkSync(name, join(after, name));

  const second = startEngine({ folder: first.folder, historyPath });
  expect(second.bugs).toEqual([expect.any(Error)]);
  await second.enqueue(second.addFiles('open.jpg'));
  await second.engine.close();

  renameSync(join(after, 'kept'), join(after, name));
  const third = startEngine({ folder: first.folder, historyPath });
  expect(third.engine.findBatch(batchId)).toMatchObject({ isPrivate: true });
  expect(third.tasks().map(({ sourcePath }) => basename(sourcePath))).toEqual([
    'secret.jpg',
    'open.jpg',
  ]);
});
