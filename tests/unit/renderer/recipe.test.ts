import { expect, test } from 'vitest';
import { exampleName } from '../../../src/renderer/features/recipe/draft-words.ts';
import { fitShape } from '../../../src/renderer/features/recipe/fit-shape.ts';
import {
  duplicated,
  freeName,
  withOneMore,
} from '../../../src/renderer/features/recipe/output-edits.ts';
import { recipeProblems } from '../../../src/renderer/features/recipe/draft-words.ts';
import { OutputRecipe, Recipe } from '../../../src/shared/task/recipe.ts';

const output = (change: object = {}) =>
  OutputRecipe.parse({ name: 'small', width: 100, height: 100, ...change });
const wide = { width: 120, height: 80 };

test('says at each place what a recipe lacks', () => {
  const parsed = Recipe.safeParse({
    outputs: [
      output(),
      { ...output(), name: '' },
      { ...output(), name: 'c', width: null, height: null },
    ],
    destination: { kind: 'beside', folderName: 'a/b' },
  });
  expect(Object.keys(recipeProblems(parsed.error?.issues ?? [])).sort()).toEqual([
    'destination.folderName',
    'outputs.1.name',
    'outputs.2',
  ]);
});

test('a copy of an output gets a name of its own', () => {
  const outputs = duplicated([output(), output({ name: 'small 2' })], 0);
  expect(outputs.map(({ name }) => name)).toEqual(['small', 'small 3', 'small 2']);
  expect(freeName('small 2', outputs)).toBe('small 4');
});

test('one more output is twice as large, up to what can be written', () => {
  expect(withOneMore([output({ height: null, width: 9000 })]).at(-1)).toMatchObject({
    name: 'small 2',
    width: 16_383,
    height: null,
  });
});

test('draws each fit where the picture will lie', () => {
  expect(fitShape(output(), wide).picture).toMatchObject({ width: 100, x: 0 });
  expect(fitShape(output(), wide).picture.height).toBeCloseTo(66.7, 1);
  expect(fitShape(output({ fit: 'cover' }), wide).picture).toEqual({
    x: -25,
    y: 0,
    width: 150,
    height: 100,
  });
  expect(fitShape(output({ fit: 'cover', position: 'left' }), wide).picture.x).toBeCloseTo(0);
  expect(fitShape(output({ fit: 'fill' }), wide).picture).toMatchObject({
    width: 100,
    height: 100,
  });
  expect(fitShape(output({ height: null }), wide).box.height).toBeCloseTo(66.7, 1);
});

test('shows what a file will be called', () => {
  const recipe = Recipe.parse({ outputs: [output({ format: 'webp' }), output({ name: 'b' })] });
  expect(exampleName(recipe)).toBe('harbour-small.webp');
});
