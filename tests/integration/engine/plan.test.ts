import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it, onTestFinished } from 'vitest';
import { once } from '../../../src/shared/once.ts';
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
  for (let at = 0; at < 300; at += 1) {
    const format = formats[at % formats.length] ?? 'jpg';
    const album = join(photos, `album ${at % 7}`);
    mkdirSync(album, { recursive: true });
    const name = at % 5 === 0 ? `same.${format}` : `IMG_${at % 100}: ${at % 3}.${format}`;
    const path = join(album, String(at % 20), name);
    mkdirSync(join(album, String(at % 20)), { recursive: true });
    if (at % 50 === 7) writeFileSync(path, 'no picture');
    else copyFileSync(samples.get(format) ?? '', path);
  }
  return photos;
}

it('says exactly what a run then does, on hundreds of mixed files', async () => {
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
    Array.from(engine.tasksOf(batchId ?? '')).map((task) => [
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
  expect(done.size).toBeGreaterThan(150);
  expect(planned.size).toBe(done.size);
  for (const [source, outcome] of done) expect(planned.get(source)).toEqual(outcome);
  expect(plan.collisionCount).toBeGreaterThan(0);
  expect(plan.freeBytes).toBeGreaterThan(0);
});

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
  const made = Array.from(engine.tasksOf(batchId ?? '')).map(
    (task) => task.status === 'succeeded' && task.outputs[0]?.path,
  );
  expect(made).toEqual([join(folder, 'IMG_1 (2).jpg'), join(folder, 'IMG_1 (3).jpg')]);
  expect(planned).toEqual(made);
});

/** Numbers from 0 to 1 that are the same in every run: an estimate of other noise would miss now and then. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const grainSize = { width: 120, height: 80, channels: 3 } as const;

/** Nearly normal, with a deviation of 1: sums of twelve numbers. */
const grain = once(() => {
  const next = numbersFrom(1);
  return Float64Array.from(
    { length: grainSize.width * grainSize.height * grainSize.channels },
    () => {
      let sum = -6;
      for (let at = 0; at < 12; at += 1) sum += next();
      return sum;
    },
  );
});

/** Fine grain over a plain colour: the more of it, the larger every file made of it. */
async function putGrain(path: string, sigma: number): Promise<string> {
  const normal = grain();
  // Each picture has the grain in another place.
  const from = Math.round(sigma * 1000);
  const samples = Uint8ClampedArray.from(
    normal,
    (_, at) => 128 + sigma * (normal[(from + at) % normal.length] ?? 0),
  );
  await sharp(samples, { raw: grainSize }).jpeg({ quality: 85 }).toFile(path);
  return path;
}

it('guesses each file from its picture, within a factor of 1.5, and promises none of a broken one', async () => {
  const folder = tempFolder();
  const photos = join(folder, 'photos');
  mkdirSync(photos);
  // More than are encoded for a plan.
  const pictures = 220;
  const kinds = [1, 6, 16, 40];
  for (let at = 0; at < pictures; at += 1) {
    await putGrain(join(photos, `${at}.jpg`), (kinds[at % kinds.length] ?? 0) + at / 80);
  }
  const whole = readFileSync(join(photos, '3.jpg'));
  writeFileSync(join(photos, 'cut.jpg'), whole.subarray(0, whole.length / 2));
  const engine = openEngine(folder);
  onTestFinished(() => engine.close());
  const recipe = Recipe.parse({
    outputs: [
      { name: 'small', longEdge: 60 },
      { name: 'web', longEdge: 100, format: 'webp' },
    ],
    destination: { kind: 'folder', path: join(folder, 'out') },
  });
  const request = { paths: [photos], recipe };
  const plan = await engine.plan({ ...request, signal: new AbortController().signal });
  const { batchId } = await engine.enqueue({ ...request, origin: 'drop' });
  await engine.settled(batchId ?? '');
  const sizes = new Map(
    Array.from(engine.tasksOf(batchId ?? ''))
      .flatMap((task) => (task.status === 'succeeded' ? task.outputs : []))
      .map(({ path, sizeBytes }) => [path, sizeBytes]),
  );
  const files = plan.rows.flatMap((row) => (row.action === 'write' ? row.outputs : []));
  expect(files).toHaveLength(2 * pictures);
  expect(files.some(({ leastBytes, mostBytes }) => leastBytes < mostBytes)).toBe(true);
  const near = files.filter(({ path, estimatedBytes }) => {
    const off = estimatedBytes / (sizes.get(path) ?? 0);
    return off > 1 / 1.5 && off < 1.5;
  });
  expect(near.length / files.length).toBeGreaterThan(0.9);
  const sum = [...sizes.values()].reduce((total, size) => total + size, 0);
  expect(plan.leastBytes).toBeLessThan(sum);
  expect(plan.mostBytes).toBeGreaterThan(sum);
  expect(plan.mostBytes / plan.leastBytes).toBeLessThan(1.5);
  expect(plan.rows.filter(({ action }) => action === 'fail')).toEqual([
    {
      sourcePath: join(photos, 'cut.jpg'),
      action: 'fail',
      failure: { code: 'image-truncated', subject: null },
    },
  ]);
});
