import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Recipe } from '../../../src/shared/task/recipe.ts';
import { scene } from '../../fixtures/scene.ts';
import { openEngine } from '../../support/open-engine.ts';
import { putPicture } from '../../support/picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';

it.each([
  ['{name}-{taken}', ['a-2019-05-31.jpg', 'b-2021-02-03.jpg']],
  [
    '{taken-year}/{taken-month}/{name} {taken-time}',
    ['2019/05/a 14.05.08.jpg', '2021/02/b 04.05.06.jpg'],
  ],
])('names results %s by when a picture was taken, as the plan says', async (fileName, names) => {
  const folder = tempFolder();
  const from = join(folder, 'from');
  const told = await putPicture(join(from, 'a.jpg'));
  const exif = { IFD2: { DateTimeOriginal: '2019:05:31 14:05:08' } };
  writeFileSync(told, await scene(30, 20).jpeg().withExif(exif).toBuffer());
  // Says nothing, so its file's date counts.
  const silent = await putPicture(join(from, 'b.jpg'));
  const date = new Date(2021, 1, 3, 4, 5, 6);
  utimesSync(silent, date, date);

  const engine = openEngine(folder);
  onTestFinished(() => engine.close());
  const to = join(folder, 'to');
  const destination = { kind: 'folder', path: to };
  const outputs = [{ width: 9 }];
  const recipe = Recipe.parse({ outputs, fileName, destination, conflict: 'overwrite' });
  const { signal } = new AbortController();
  const plan = await engine.plan({ paths: [from], recipe, signal });
  const planned = plan.rows.flatMap((row) =>
    row.action === 'write' ? row.outputs.map(({ path }) => relative(to, path)) : [],
  );
  expect(planned.toSorted()).toEqual(names);

  // Twice: the second time its folder is known, and pictures are made before they have a name.
  for (const _ of [1, 2]) {
    const { batchId } = await engine.enqueue({ paths: [from], recipe, origin: 'drop' });
    await engine.settled(batchId ?? '');
  }
  const made = readdirSync(to, { recursive: true, encoding: 'utf8' });
  expect(made.filter((name) => name.endsWith('.jpg')).toSorted()).toEqual(names);
  const shown = await engine.preview('recipe', { sourcePath: told, recipe, output: 0 });
  expect(shown).toMatchObject({ ok: true, value: { taken: '2019-05-31T14:05:08' } });
});
