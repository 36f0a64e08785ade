import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { expect, it, onTestFinished } from 'vitest';
import { Recipe } from '../../../src/shared/task/recipe.ts';
import { openEngine } from '../../support/open-engine.ts';
import { nameTwice } from '../../support/same-name.ts';
import { colourAt } from '../../support/similarity.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const count = 60;
const jobs = 4;
/** Six ways to write two names. */
const twins = ['a.png', 'A.PNG', 'A.png', 'caf\u00E9.png', 'cafe\u0301.png', 'CAFE\u0301.PNG'];

/** Each source has a colour of its own. */
const colourOf = (index: number) => ({ r: index, g: 255 - index, b: (index * 37) % 256 });

/** One picture in each of so many folders; answers with the colour of each source. */
async function putSources(folder: string, names: readonly string[]) {
  const colours = new Map<string, readonly number[]>();
  for (let index = 0; index < count; index += 1) {
    const background = colourOf(index);
    const inside = join(folder, 'in', String(index));
    mkdirSync(inside, { recursive: true });
    const path = join(inside, names[index % names.length] ?? '');
    await sharp({ create: { width: 24, height: 16, channels: 3, background } }).toFile(path);
    colours.set(path, [background.r, background.g, background.b, 255]);
  }
  return colours;
}

/** Makes thumbnails of them all in one folder, and answers with the path and the colour that each source came to. */
async function makeAll(folder: string, conflict: string) {
  const engine = openEngine(folder);
  onTestFinished(() => engine.close());
  engine.setConcurrency(jobs);
  const recipe = Recipe.parse({
    outputs: [{ width: 9 }],
    destination: { kind: 'folder', path: join(folder, 'out'), mirrorsTree: false },
    conflict,
  });
  const { batchId } = await engine.enqueue({ paths: [join(folder, 'in')], recipe, origin: 'drop' });
  await engine.settled(batchId ?? '');
  const made = new Map<string, { path: string; colour: readonly number[] }>();
  for (const task of Array.from(engine.tasksOf(batchId ?? ''))) {
    const path = task.status === 'succeeded' ? (task.outputs[0]?.path ?? '') : task.status;
    made.set(task.sourcePath, { path, colour: await colourAt(path, 0.5, 0.5) });
  }
  return made;
}

type MadeAll = Awaited<ReturnType<typeof makeAll>>;
const coloursIn = (made: MadeAll) =>
  new Map(Array.from(made, ([source, { colour }]) => [source, colour]));
const namesIn = (made: MadeAll) => Array.from(made.values(), ({ path }) => basename(path)).sort();
const allNames = Array.from({ length: count }, (_, at) =>
  at === 0 ? 'same.png' : `same (${at + 1}).png`,
).sort();

it.each(['rename', 'skip'])(
  'makes a file of each source of one name, none in place of another (%s)',
  async (conflict) => {
    const folder = tempFolder();
    const colours = await putSources(folder, ['same.png']);
    const made = await makeAll(folder, conflict);
    expect(coloursIn(made)).toEqual(colours);
    expect(namesIn(made)).toEqual(allNames);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(allNames);
  },
);

it('replaces what was there before the batch, and nothing of the batch itself', async () => {
  const folder = tempFolder();
  const out = join(folder, 'out');
  const colours = await putSources(folder, ['same.png']);
  mkdirSync(out);
  const before = ['same.png', 'same (2).png', 'same (47).png'];
  for (const name of before) writeFileSync(join(out, name), 'an earlier result');
  const made = await makeAll(folder, 'overwrite');
  expect(coloursIn(made)).toEqual(colours);
  expect(namesIn(made)).toEqual(allNames);
  expect(readdirSync(out).sort()).toEqual(allNames);
});

it.each(['rename', 'overwrite'])(
  'gives no two sources names that some system takes for one (%s)',
  async (conflict) => {
    const folder = tempFolder();
    const colours = await putSources(folder, twins);
    const made = await makeAll(folder, conflict);
    expect(coloursIn(made)).toEqual(colours);
    const names = readdirSync(join(folder, 'out'));
    expect(names.sort()).toEqual(namesIn(made));
    expect(new Set(names).size).toBe(count);
    expect(nameTwice(names)).toBeNull();
  },
);
