import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { chooseRecipe } from '../../../src/cli/choose-recipe.ts';
import { parseArguments } from '../../../src/cli/options.ts';
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
  [['bad.thumbline.json', 'a'], /is no recipe: outputs\.0.*an output needs a width/],
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
