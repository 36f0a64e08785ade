import { statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import type { Engine } from '../../../src/engine/engine.ts';
import { ok } from '../../../src/shared/result.ts';
import { Recipe } from '../../../src/shared/task/recipe.ts';
import { openEngine } from '../../support/open-engine.ts';
import { putPicture } from '../../support/picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { zipContents } from '../../support/zip-contents.ts';

/** Even, since a ZIP tells two seconds apart. */
const taken = new Date(2019, 4, 31, 14, 5, 8);

async function make(engine: Engine, source: string, change: object = {}) {
  const outputs = [
    { name: 's', width: 9 },
    { name: 'm', width: 12 },
  ];
  const recipe = Recipe.parse({ outputs, keepsDate: true, ...change });
  const { batchId } = await engine.enqueue({ paths: [source], recipe, origin: 'drop' });
  await engine.settled(batchId ?? '');
  const [task] = engine.tasksOf(batchId ?? '');
  return {
    batchId: batchId ?? '',
    end: task?.status === 'skipped' ? task.reason : task?.status,
  };
}

function openedIn(folder: string): Engine {
  const engine = openEngine(folder);
  onTestFinished(() => engine.close());
  return engine;
}

async function datedPicture(folder: string): Promise<string> {
  const source = await putPicture(join(folder, 'a.jpg'));
  utimesSync(source, taken, taken);
  return source;
}

const dateOf = (path: string) => statSync(path).mtime;

it('gives results the date of their original, in a ZIP, too', async () => {
  const folder = tempFolder();
  const engine = openedIn(folder);
  const { batchId } = await make(engine, await datedPicture(folder));
  const results = ['a-s.jpg', 'a-m.jpg'].map((name) => join(folder, 'thumbnails', name));
  expect(results.map(dateOf)).toEqual([taken, taken]);

  const path = join(folder, 'results.zip');
  const { signal } = new AbortController();
  const target = { path, replaces: true };
  const saved = await engine.saveResults({ kind: 'zip', source: { batchId }, target, signal });
  expect(saved).toMatchObject({ ok: true, value: { count: 2, leftBehind: [] } });
  expect((await zipContents(path)).map(({ modified }) => modified)).toEqual([taken, taken]);
});

it.each(['is remembered', 'is forgotten'])('undoes a dated result that %s', async (state) => {
  const folder = tempFolder();
  const first = openedIn(folder);
  const { batchId } = await make(first, await datedPicture(folder));
  await first.close();
  if (state === 'is forgotten') {
    const database = new DatabaseSync(join(folder, 'history.db'));
    database.exec('DELETE FROM written_files');
    database.close();
  }
  const engine = openedIn(folder);
  // What has another date by now is somebody's.
  utimesSync(join(folder, 'thumbnails', 'a-s.jpg'), 1_000_000, 1_000_000);
  const refused = [{ path: join(folder, 'thumbnails', 'a-s.jpg'), reason: 'changed' }];
  expect(await engine.undo(batchId)).toEqual(
    ok({ trashedCount: 1, restoredCount: 0, refusedCount: 1, refused }),
  );
});

it('knows dated results again, and makes them anew where the date is another', async () => {
  const folder = tempFolder();
  const source = await datedPicture(folder);
  const engine = openedIn(folder);
  const end = async (more: object = {}) =>
    (await make(engine, source, { conflict: 'skip-unchanged', ...more })).end;
  expect(await end()).toBe('succeeded');
  expect(await end()).toBe('unchanged');
  // Scans are often given the date of their photograph.
  for (const other of [new Date(2020, 0, 2), new Date(1960, 0, 2), new Date(2090, 0, 2)]) {
    utimesSync(source, other, other);
    expect(await end()).toBe('succeeded');
    expect(dateOf(join(folder, 'thumbnails', 'a-s.jpg'))).toEqual(other);
    expect(await end()).toBe('unchanged');
  }
  expect(await end({ keepsDate: false })).toBe('succeeded');
  expect(dateOf(join(folder, 'thumbnails', 'a-s.jpg')).getFullYear()).not.toBe(2090);
});
