import { expect, test } from 'vitest';
import { createPresetRepository } from '../../../src/shared/task/preset-repository.ts';
import { type Preset, PresetList, presetsFor } from '../../../src/shared/task/preset.ts';
import { WholeRecipe } from '../../../src/shared/task/recipe.ts';
import { describePreset } from '../../../src/renderer/features/recipe/gallery/describe-preset.ts';
import {
  sectionsOf,
  step,
} from '../../../src/renderer/features/recipe/gallery/gallery-sections.ts';

const recipe = (name: string) =>
  WholeRecipe.parse({ name, outputs: [{ name: 'small', width: 64 }] });

function repositoryOf(...names: readonly string[]) {
  let kept: readonly Preset[] = names.map((name) => ({ id: name, recipe: recipe(name) }));
  const repository = createPresetRepository({
    builtIn: presetsFor('linux'),
    read: () => kept,
    // As a file keeps them.
    replace: (presets) => {
      ({ presets: kept } = PresetList.parse(JSON.parse(JSON.stringify({ presets }))));
    },
    freshId: () => `fresh ${kept.length}`,
  });
  const own = () => kept.map(({ id, folder }) => (folder === undefined ? id : `${folder}/${id}`));
  return { repository, own };
}

test('one’s own presets stand in the order and the folders they were put in', () => {
  const { repository, own } = repositoryOf('a', 'b', 'c');
  repository.arrange({ id: 'c', before: 'a', folder: null });
  expect(own()).toEqual(['c', 'a', 'b']);
  repository.arrange({ id: 'a', before: null, folder: 'Shop' });
  expect(own()).toEqual(['c', 'b', 'Shop/a']);
  repository.save('a', recipe('renamed'));
  expect(own()).toEqual(['c', 'b', 'Shop/a']);
  repository.arrange({ id: 'a', before: 'gone meanwhile', folder: null });
  repository.arrange({ id: 'b', before: 'b', folder: null });
  expect(own()).toEqual(['c', 'b', 'a']);
});

test('what came with Thumbline, or is gone, is not moved', () => {
  const { repository, own } = repositoryOf('a');
  const move = { before: null, folder: null };
  expect(repository.arrange({ id: 'web', ...move })).toEqual({ ok: false, problem: 'built-in' });
  expect(repository.arrange({ id: 'gone', ...move })).toEqual({ ok: false, problem: 'unknown' });
  expect(own()).toEqual(['a']);
});

test('the gallery shows folders one after the other, finds by any word, and steps within a folder', () => {
  const { repository } = repositoryOf('a', 'b', 'c');
  repository.arrange({ id: 'b', before: 'c', folder: 'Größe' });
  const titles = sectionsOf(repository.list(), '').map(({ title }) => title);
  expect(titles).toEqual(['Your own', 'Größe', 'Came with Thumbline']);
  const found = (text: string) =>
    sectionsOf(repository.list(), text).flatMap(({ presets }) => presets.map(({ id }) => id));
  expect(found('größe')).toEqual(['b']);
  expect(found(' GRÖSSE ')).toEqual(found('größe'));
  expect(found('favicon')).toEqual(['website-icons']);
  expect(found('nothing like it')).toEqual([]);
  const [first] = sectionsOf(repository.list(), '');
  if (!first) throw new Error('There is no section.');
  expect(step(first, 'a', -1)).toBeNull();
  expect(step(first, 'c', -1)).toEqual({ id: 'c', before: 'a', folder: null });
  expect(step(first, 'a', 1)).toEqual({ id: 'a', before: null, folder: null });
});

test('each preset that came with Thumbline says what it is for', () => {
  for (const preset of presetsFor('linux')) {
    expect(describePreset(preset), preset.id).toMatch(/^[^{}]+\.$/);
  }
});
