import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { expect, it as everywhere, onTestFinished } from 'vitest';
import { toNative } from '../../../src/engine/files/paths.ts';
import { ok } from '../../../src/shared/result.ts';
import { desktopPreset } from '../../../src/shared/task/preset.ts';
import { Recipe } from '../../../src/shared/task/recipe.ts';
import { modeOf, useDesktopCache } from '../../support/desktop-cache.ts';
import { openEngine } from '../../support/open-engine.ts';
import { putPicture } from '../../support/picture.ts';
import { pngChunks } from '../../support/png-chunks.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { filesIn } from '../cli/run-cli.ts';

const it = everywhere.runIf(process.platform === 'linux');

function bench() {
  const folder = tempFolder();
  const cache = useDesktopCache(join(folder, 'cache'));
  const run = async (paths: readonly string[], change: object = {}) => {
    const engine = openEngine(folder);
    onTestFinished(() => engine.close());
    const recipe = Recipe.parse({ ...desktopPreset.recipe, ...change });
    const { batchId } = await engine.enqueue({ paths, recipe, origin: 'drop' });
    await engine.settled(batchId ?? '');
    const tasks = Array.from(engine.tasksOf(batchId ?? ''));
    return { engine, batchId: batchId ?? '', tasks, statuses: tasks.map(({ status }) => status) };
  };
  /** Small and quick: most tests are about one size. */
  const onlyNormal = { outputs: desktopPreset.recipe.outputs.slice(0, 1) };
  return { folder, cache, run, onlyNormal };
}

it('fills all four sizes, for nobody but their owner, and says what they are of', async () => {
  const { folder, cache, run } = bench();
  const source = await putPicture(join(folder, 'a b.jpg'), { width: 900, height: 600 });
  utimesSync(source, 1_700_000_000.9, 1_700_000_000.9);
  expect((await run([source])).statuses).toEqual(['succeeded']);
  const name = basename(cache.pathOf('normal', source));
  const sizes = ['large', 'normal', 'x-large', 'xx-large'];
  expect(filesIn(cache.folder)).toEqual(sizes.map((size) => `${size}/${name}`));
  const widths = await Promise.all(
    sizes.map(async (size) => (await sharp(cache.pathOf(size, source)).metadata()).width),
  );
  expect(widths).toEqual([256, 128, 512, 900]);
  for (const size of sizes) {
    expect(modeOf(join(cache.folder, size))).toBe('700');
    expect(modeOf(cache.pathOf(size, source))).toBe('600');
    expect(cache.textOf(size, source)).toEqual({
      'Thumb::URI': `file://${folder}/a%20b.jpg`,
      'Thumb::MTime': '1700000000',
      'Thumb::Size': String(statSync(source).size),
      'Thumb::Mimetype': 'image/jpeg',
      'Thumb::Image::Width': '900',
      'Thumb::Image::Height': '600',
      Software: 'Thumbline',
    });
  }
  expect(modeOf(cache.folder)).toBe('700');
});

it('keeps transparency, in 8 bits that are not interlaced', async () => {
  const { folder, cache, run, onlyNormal } = bench();
  const source = join(folder, 'clear.png');
  const create = { width: 40, height: 40, channels: 4, background: '#f008' } as const;
  await sharp({ create }).toColourspace('rgb16').png({ progressive: true }).toFile(source);
  await run([source], onlyNormal);
  const [header] = pngChunks(readFileSync(cache.pathOf('normal', source)));
  const [depth, colour, , , interlace] = header?.body.subarray(8) ?? [];
  expect({ depth, colour, interlace }).toEqual({ depth: 8, colour: 6, interlace: 0 });
});

it('replaces what is there, whoever made it, when the source has changed', async () => {
  const { folder, cache, run, onlyNormal } = bench();
  const source = await putPicture(join(folder, 'a.jpg'));
  const thumbnail = cache.pathOf('normal', source);
  mkdirSync(join(cache.folder, 'normal'), { recursive: true });
  writeFileSync(thumbnail, 'of another program');
  chmodSync(thumbnail, 0o644);
  expect((await run([source], onlyNormal)).statuses).toEqual(['succeeded']);
  expect(modeOf(thumbnail)).toBe('600');
  await putPicture(source, { width: 50, height: 50 });
  utimesSync(source, 86_400, 86_400);
  expect((await run([source], onlyNormal)).statuses).toEqual(['succeeded']);
  expect(cache.textOf('normal', source)).toMatchObject({ 'Thumb::MTime': '86400' });
  expect(filesIn(cache.folder)).toEqual([`normal/${basename(thumbnail)}`]);
});

it('leaves what is there when told to skip, and makes the sizes that are missing', async () => {
  const { folder, cache, run, onlyNormal } = bench();
  const source = await putPicture(join(folder, 'a.jpg'));
  mkdirSync(join(cache.folder, 'normal'), { recursive: true });
  writeFileSync(cache.pathOf('normal', source), 'of another program');
  expect((await run([source], { conflict: 'skip' })).statuses).toEqual(['succeeded']);
  expect(readFileSync(cache.pathOf('normal', source), 'utf8')).toBe('of another program');
  expect(existsSync(cache.pathOf('xx-large', source))).toBe(true);
  const { tasks } = await run([source], { ...onlyNormal, conflict: 'skip' });
  expect(tasks).toMatchObject([{ status: 'skipped', reason: 'output-exists' }]);
});

it('skips what has not changed, but not what only has another time', async () => {
  const { folder, cache, run, onlyNormal } = bench();
  const recipe = { ...onlyNormal, conflict: 'skip-unchanged' };
  const source = await putPicture(join(folder, 'a.jpg'));
  await run([source], recipe);
  expect((await run([source], recipe)).statuses).toEqual(['skipped']);
  utimesSync(source, 86_400, 86_400);
  expect((await run([source], recipe)).statuses).toEqual(['succeeded']);
  expect(cache.textOf('normal', source)).toMatchObject({ 'Thumb::MTime': '86400' });
});

it('takes away the marks of every program that failed on this file, and nothing else', async () => {
  const { folder, cache, run, onlyNormal } = bench();
  const source = await putPicture(join(folder, 'a.jpg'));
  const other = join(folder, 'other.jpg');
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  const marks = ['gnome-thumbnail-factory', 'kde'].map((name) => cache.markFailed(name, source));
  const kept = [cache.markFailed('kde', other), join(elsewhere, basename(marks[0] ?? ''))];
  writeFileSync(kept[1] ?? '', 'of somebody else');
  symlinkSync(elsewhere, join(cache.folder, 'fail', 'linked'));
  await run([source], onlyNormal);
  expect(marks.filter((path) => existsSync(path))).toEqual([]);
  expect(kept.filter((path) => existsSync(path))).toEqual(kept);
});

it('keeps the mark of a file that fails here too', async () => {
  const { folder, cache, run, onlyNormal } = bench();
  const source = join(folder, 'broken.jpg');
  writeFileSync(source, 'no picture');
  const mark = cache.markFailed('kde', source);
  expect((await run([source], onlyNormal)).statuses).toEqual(['failed']);
  expect(existsSync(mark)).toBe(true);
});

it('does not mind a folder of marks that is none', async () => {
  const { folder, cache, run, onlyNormal } = bench();
  const source = await putPicture(join(folder, 'a.jpg'));
  mkdirSync(cache.folder, { recursive: true });
  writeFileSync(join(cache.folder, 'fail'), 'a file');
  expect((await run([source], onlyNormal)).statuses).toEqual(['succeeded']);
  expect(readFileSync(join(cache.folder, 'fail'), 'utf8')).toBe('a file');
});

it('makes no thumbnails of thumbnails, however they are reached', async () => {
  const { folder, cache, run, onlyNormal } = bench();
  const source = await putPicture(join(folder, 'photos', 'a.jpg'));
  const { statuses } = await run([join(folder, 'photos')], onlyNormal);
  expect(statuses).toEqual(['succeeded']);
  const link = join(folder, 'link.png');
  symlinkSync(cache.pathOf('normal', source), link);
  const again = await run([cache.folder, link], onlyNormal);
  expect(again.tasks).toMatchObject([
    { sourcePath: link, status: 'skipped', reason: 'is-thumbnail' },
    { status: 'skipped', reason: 'is-thumbnail' },
  ]);
  const whole = await run([folder], onlyNormal);
  expect(whole.tasks.map(({ sourcePath }) => sourcePath)).toEqual([link, source]);
  expect(filesIn(cache.folder)).toHaveLength(1);
});

it('writes nothing through a link that leads out of the cache', async () => {
  const { folder, cache, run, onlyNormal } = bench();
  const source = await putPicture(join(folder, 'a.jpg'));
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  mkdirSync(cache.folder, { recursive: true });
  symlinkSync(elsewhere, join(cache.folder, 'normal'));
  const { tasks } = await run([source], onlyNormal);
  expect(tasks).toMatchObject([{ status: 'failed', failure: { code: 'output-unwritable' } }]);
  expect(filesIn(elsewhere)).toEqual([]);
});

it('puts itself in place of a link and leaves what the link leads to', async () => {
  const { folder, cache, run, onlyNormal } = bench();
  const source = await putPicture(join(folder, 'a.jpg'));
  const victim = join(folder, 'victim.txt');
  writeFileSync(victim, 'precious');
  mkdirSync(join(cache.folder, 'normal'), { recursive: true });
  symlinkSync(victim, cache.pathOf('normal', source));
  expect((await run([source], onlyNormal)).statuses).toEqual(['succeeded']);
  expect(readFileSync(victim, 'utf8')).toBe('precious');
  expect(cache.textOf('normal', source)).toMatchObject({ Software: 'Thumbline' });
});

it('says what stands in the way when a folder has the name', async () => {
  const { folder, cache, run, onlyNormal } = bench();
  const source = await putPicture(join(folder, 'a.jpg'));
  mkdirSync(cache.pathOf('normal', source), { recursive: true });
  const { tasks } = await run([source], onlyNormal);
  expect(tasks).toMatchObject([{ status: 'failed', failure: { code: 'output-unwritable' } }]);
});

it.each([
  ['two\nlines.jpg', 'two%0Alines.jpg'],
  ['Gr\udcfcn.jpg', 'Gr%FCn.jpg'],
])('finds the name of %j by its bytes', async (name, encoded) => {
  const { folder, cache, run, onlyNormal } = bench();
  const source = join(folder, name);
  writeFileSync(toNative(source), readFileSync(await putPicture(join(folder, 'plain.jpg'))));
  expect((await run([source], onlyNormal)).statuses).toEqual(['succeeded']);
  expect(cache.textOf('normal', source)).toMatchObject({
    'Thumb::URI': `file://${folder}/${encoded}`,
  });
});

it('plans what it then does', async () => {
  const { folder, cache, run } = bench();
  const source = await putPicture(join(folder, 'a.jpg'));
  mkdirSync(join(cache.folder, 'large'), { recursive: true });
  writeFileSync(cache.pathOf('large', source), 'of another program');
  const engine = openEngine(folder);
  onTestFinished(() => engine.close());
  const { signal } = new AbortController();
  const { rows } = await engine.plan({ paths: [source], recipe: desktopPreset.recipe, signal });
  expect(filesIn(cache.folder)).toHaveLength(1);
  expect(rows).toMatchObject([
    {
      action: 'write',
      outputs: ['write', 'overwrite', 'write', 'write'].map((action) => ({ action })),
    },
  ]);
  const { tasks } = await run([source]);
  const planned = rows.flatMap((row) => (row.action === 'write' ? row.outputs : []));
  const [task] = tasks;
  const made = task?.status === 'succeeded' ? task.outputs : [];
  expect(made.map(({ path }) => path)).toEqual(planned.map(({ path }) => path));
});

it('can be undone', async () => {
  const { folder, cache, run } = bench();
  const source = await putPicture(join(folder, 'a.jpg'));
  const { engine, batchId } = await run([source]);
  expect(await engine.undo(batchId)).toEqual(
    ok({ trashedCount: 4, restoredCount: 0, refusedCount: 0, refused: [] }),
  );
  expect(filesIn(cache.folder)).toEqual([]);
});
