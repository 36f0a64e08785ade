import { copyFileSync, linkSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Recipe } from '../../../src/shared/task/recipe.ts';
import { openEngine } from '../../support/open-engine.ts';
import { putPicture } from '../../support/picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const formats = ['jpg', 'png', 'webp', 'gif'];

/** Pictures, broken ones, ones of the same name, names that other systems do not take, and old results in the way. */
async function mixedFolder(folder: string): Promise<string> {
  const photos = join(folder, 'photos');
  const samples = new Map<string, string>();
  for (const format of formats) {
    samples.set(format, await putPicture(join(folder, `sample.${format}`)));
  }
  for (let at = 0; at < 1000; at += 1) {
    const format = formats[at % formats.length] ?? 'jpg';
    const album = join(photos, `album ${at % 7}`);
    mkdirSync(album, { recursive: true });
    const name = at % 5 === 0 ? `same.${format}` : `IMG_${at % 400}: ${at % 3}.${format}`;
    const path = join(album, String(at % 20), name);
    mkdirSync(join(album, String(at % 20)), { recursive: true });
    if (at % 50 === 7) writeFileSync(path, 'no picture');
    else copyFileSync(samples.get(format) ?? '', path);
  }
  return photos;
}

it('says exactly what a run then does, on a thousand mixed files', async () => {
  const folder = tempFolder();
  const photos = await mixedFolder(folder);
  const out = join(folder, 'out');
  mkdirSync(out);
  writeFileSync(join(out, 'same-0.jpg'), 'in the way');
  const engine = openEngine(folder);
  onTestFinished(() => engine.close());
  const recipe = Recipe.parse({
    outputs: [
      { name: '0', width: 9 },
      { name: '1', longEdge: 7, format: 'webp' },
    ],
    destination: { kind: 'folder', path: out, mirrorsTree: false },
  });
  engine.setConcurrency(1);
  const request = { paths: [photos], recipe };
  const plan = await engine.plan({ ...request, signal: new AbortController().signal });
  expect(readdirSync(out)).toEqual(['same-0.jpg']);
  const { batchId } = await engine.enqueue({ ...request, origin: 'drop' });
  await engine.settled(batchId ?? '');
  const done = new Map(
    engine
      .tasksOf(batchId ?? '')
      .map((task) => [
        task.sourcePath,
        task.status === 'succeeded'
          ? task.outputs.map(({ path, width, height, format }) => ({ path, width, height, format }))
          : task.status,
      ]),
  );
  const planned = new Map(
    plan.rows.map((row) => [
      row.sourcePath,
      row.action === 'write'
        ? row.outputs.map(({ path, width, height, format }) => ({ path, width, height, format }))
        : `${row.action}ed`,
    ]),
  );
  expect(done.size).toBeGreaterThan(500);
  expect(planned.size).toBe(done.size);
  for (const [source, outcome] of done) expect(planned.get(source)).toEqual(outcome);
  expect(plan.collisionCount).toBeGreaterThan(0);
  expect(plan.freeBytes).toBeGreaterThan(0);
}, 120_000);

it('knows like a run that a named picture is not overwritten under another spelling of its name', async () => {
  const folder = tempFolder();
  const paths = [
    await putPicture(join(folder, 'IMG_1.png')),
    await putPicture(join(folder, 'IMG_1.JPG')),
  ];
  // As on a disk that knows no case: both names are one file.
  linkSync(join(folder, 'IMG_1.JPG'), join(folder, 'IMG_1.jpg'));
  const engine = openEngine(folder);
  onTestFinished(() => engine.close());
  engine.setConcurrency(1);
  const recipe = Recipe.parse({
    outputs: [{ width: 9, format: 'jpeg' }],
    destination: { kind: 'beside', folderName: '' },
    conflict: 'overwrite',
  });
  const plan = await engine.plan({ paths, recipe, signal: new AbortController().signal });
  const planned = plan.rows.map((row) => row.action === 'write' && row.outputs[0]?.path);
  const { batchId } = await engine.enqueue({ paths, recipe, origin: 'drop' });
  await engine.settled(batchId ?? '');
  const made = engine
    .tasksOf(batchId ?? '')
    .map((task) => task.status === 'succeeded' && task.outputs[0]?.path);
  expect(made).toEqual([join(folder, 'IMG_1 (2).jpg'), join(folder, 'IMG_1 (3).jpg')]);
  expect(planned).toEqual(made);
});
