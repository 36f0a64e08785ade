import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { chooseRecipe } from '../../../src/cli/args/choose-recipe.ts';
import { parseArguments } from '../../../src/cli/args/options.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function choose(cwd: string, ...typed: string[]) {
  const parsed = parseArguments(typed, '');
  if (!parsed.ok || parsed.value.kind !== 'run') throw new Error('not understood');
  return chooseRecipe(parsed.value.options, cwd);
}

async function recipeOf(cwd: string, ...typed: string[]) {
  const chosen = await choose(cwd, ...typed);
  if (!chosen.ok) throw new Error(chosen.problem);
  return chosen.value.recipe;
}

it('starts from the default preset and makes paths absolute', async () => {
  const chosen = await choose('/photos', 'a.jpg', '/b', 'file:///c%20d.jpg');
  expect(chosen.ok && chosen.value.paths).toEqual(['/photos/a.jpg', '/b', '/c d.jpg']);
  expect(chosen.ok && chosen.value.recipe.outputs[0]).toMatchObject({ width: 100, height: 100 });
});

it('changes size, fit, format and quality, and mirrors into --out', async () => {
  const typed = '--size x20 --fit cover --format webp --quality 9 --out o a';
  const recipe = await recipeOf('/photos', ...typed.split(' '));
  expect(recipe.outputs).toMatchObject([
    { width: null, height: 20, fit: 'cover', format: 'webp', quality: 9 },
  ]);
  expect(recipe.destination).toEqual({ kind: 'folder', path: '/photos/o', mirrorsTree: true });
});

it('finds presets by id and by name', async () => {
  expect((await recipeOf('/', '--preset', 'WEB', 'a')).outputs.length).toBe(6);
  expect((await recipeOf('/', '--preset', 'app icons', 'a')).name).toBe('App icons');
});

it.each([
  ['--preset web a', 'Web set', '{name}-{output}.{ext}'],
  ['--preset web --out o --conflict skip-unchanged a', 'Web set', '{name}-{output}.{ext}'],
  ['--preset web --quality 9 a', 'Custom', '{name}-{output}.{ext}'],
  ['--preset web --name {preset}/{name} a', 'Custom', 'Web set/{name}'],
])('files %s as %s', async (typed, name, fileName) => {
  expect(await recipeOf('/', ...typed.split(' '))).toMatchObject({ name, fileName });
});

it('reads a recipe among the paths or by option; its folder is relative to it', async () => {
  const folder = tempFolder();
  const recipe = {
    version: 1,
    outputs: [{ width: 7 }],
    destination: { kind: 'folder', path: 'x' },
  };
  writeFileSync(join(folder, 'my.thumbline.json'), JSON.stringify(recipe));
  for (const typed of [['my.thumbline.json'], ['--recipe', 'my.thumbline.json']]) {
    const read = await recipeOf(folder, 'a.jpg', ...typed);
    expect(read.outputs).toMatchObject([{ width: 7, height: null }]);
    expect(read.destination).toMatchObject({ path: join(folder, 'x') });
  }
});

it.each([
  [[], /Name at least one file or folder/],
  [['', 'a'], /A path is empty/],
  [['--preset', 'nope', 'a'], /no preset "nope".*thumbnail, avatar, web/],
  [['--preset', 'web', '--size', '3', 'a'], /"Web set" makes several sizes/],
  [['--recipe', 'gone.json', 'a'], /cannot be read/],
  [['--recipe', 'text.json', 'a'], /is no recipe: it is not JSON/],
  [['bad.thumbline.json', 'a'], /is no recipe: output 1: say its size by width/],
  [['newer.thumbline.json', 'a'], /made by a newer Thumbline/],
  [['bad.thumbline.json', 'newer.thumbline.json', 'a'], /Only one preset or recipe/],
  [['bad.thumbline.json'], /Name at least one/],
])('answers %j with one clear line', async (typed, words) => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'text.json'), 'hello');
  writeFileSync(join(folder, 'bad.thumbline.json'), '{"outputs": [{}]}');
  writeFileSync(join(folder, 'newer.thumbline.json'), '{"version": 2, "outputs": [{"width": 1}]}');
  const chosen = await choose(folder, ...typed);
  expect(chosen.ok ? '' : chosen.problem).toMatch(words);
  expect(chosen.ok ? '' : chosen.problem).not.toContain('\n');
});

it('takes the file of a watermark into the recipe, and changes one part of one that is there', async () => {
  const folder = tempFolder();
  const picture = join(folder, 'mark.gif');
  writeFileSync(picture, 'GIF89a, as far as anybody looks');
  const own = join(folder, 'own.thumbline.json');
  const made = await recipeOf('/', '--watermark', picture, '--watermark-position', 'top', 'a');
  const data = readFileSync(picture).toString('base64');
  const mark = { kind: 'picture', data, position: 'top', size: 25, opacity: 60, margin: 3 };
  expect(made.watermark).toEqual(mark);
  writeFileSync(own, JSON.stringify(made));
  const changed = await recipeOf('/', '--recipe', own, '--watermark-opacity', '30', 'a');
  expect(changed.watermark).toEqual({ ...mark, opacity: 30 });
  const text = await recipeOf('/', '--recipe', own, '--watermark-text', ' Ann ', 'a');
  const { data: _data, ...placement } = mark;
  expect(text.watermark).toEqual({ ...placement, kind: 'text', text: 'Ann' });
});

it.each([
  [Buffer.from('no picture'), /no picture that Thumbline reads/],
  [Buffer.alloc(1_000_001), /larger than 1 MB/],
  [null, /cannot be read/],
])('refuses a watermark that is none, in one line', (bytes, words) => {
  const path = join(tempFolder(), 'mark');
  if (bytes) writeFileSync(path, bytes);
  const parsed = parseArguments(['--watermark', path, 'a'], '');
  expect(parsed.ok ? '' : parsed.problem).toMatch(words);
});

it.each(['size 30', 'position top', 'opacity 50', 'margin 2'])(
  'says that --watermark-%s needs a watermark',
  async (part) => {
    const chosen = await choose('/', ...`--watermark-${part} a`.split(' '));
    expect(chosen).toEqual({
      ok: false,
      problem: 'There is no watermark to change. Name one with --watermark or --watermark-text.',
    });
  },
);

it('fills the cache of the desktop by preset and by option', async () => {
  const byPreset = await recipeOf('/', '--preset', 'desktop-cache', 'a');
  expect(byPreset.destination).toEqual({ kind: 'desktop-cache' });
  expect(await recipeOf('/', '--desktop-cache', 'a')).toEqual(byPreset);
  const typed = '--desktop-cache --sharpen soft --conflict skip a';
  const changed = await recipeOf('/', ...typed.split(' '));
  expect(changed).toMatchObject({
    conflict: 'skip',
    outputs: [{ name: 'normal', sharpen: 'soft' }, {}, {}, {}],
  });
});

it.each([
  ['--desktop-cache --out o a', 'Use only one of --out, --beside and --desktop-cache.'],
  ['--desktop-cache --name x a', /names its thumbnails itself/],
  ['--preset desktop-cache --conflict rename a', /names its thumbnails itself/],
  ['--desktop-cache --format jpeg a', /only sizes of its own, as PNG/],
  ['--desktop-cache --preset web a', /only sizes of its own, as PNG/],
])('refuses %j, which the desktop would not understand', async (typed, words) => {
  const chosen = await choose('/', ...typed.split(' '));
  expect(chosen.ok ? '' : chosen.problem).toMatch(words);
});

it('says that other systems have no such cache, and does not offer it there', async () => {
  const problemOn = async (system: string, ...typed: string[]) => {
    const parsed = parseArguments(typed, '');
    if (!parsed.ok || parsed.value.kind !== 'run') throw new Error('not understood');
    const chosen = await chooseRecipe(parsed.value.options, '/', system);
    return chosen.ok ? '' : chosen.problem;
  };
  const words = 'Only Linux has a thumbnail cache that other programs may fill.';
  expect(await problemOn('darwin', '--preset', 'desktop-cache', 'a')).toBe(words);
  expect(await problemOn('win32', '--desktop-cache', 'a')).toBe(words);
  expect(await problemOn('darwin', '--preset', 'nope', 'a')).not.toContain('desktop-cache');
  expect(await problemOn('linux', '--preset', 'nope', 'a')).toContain('desktop-cache');
});

it.each([
  ['--gps', '--gps needs --metadata all.'],
  ['--gps --metadata copyright', '--gps needs --metadata all.'],
  ['--replace-source', '--replace-source needs --conflict overwrite.'],
  ['--replace-source --conflict skip', '--replace-source needs --conflict overwrite.'],
  ['--shrink-to-fit', '--shrink-to-fit needs --max-bytes.'],
  ['--focus 0.1,0.2', '--focus needs --fit cover.'],
  ['--position left', '--position needs --fit cover or --fit contain.'],
])('says what is missing for %s to do anything', async (typed, problem) => {
  expect(await choose('/', ...typed.split(' '), 'a')).toEqual({ ok: false, problem });
});

it.each([
  '--gps --metadata all',
  '--no-gps',
  '--replace-source --conflict overwrite',
  '--shrink-to-fit --max-bytes 9KB',
  '--focus 0.1,0.2 --preset avatar',
  '--position left --fit contain',
])('takes %s', async (typed) => {
  expect(await choose('/', ...typed.split(' '), 'a')).toMatchObject({ ok: true });
});
