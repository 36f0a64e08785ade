import { describe, expect, test } from 'vitest';
import {
  cropOf,
  cropShapes,
  objectPosition,
} from '../../../src/renderer/features/crops/crop-shapes.ts';
import { builtInPresets } from '../../../src/shared/task/preset.ts';
import { Recipe } from '../../../src/shared/task/recipe.ts';
import type { Output } from '../../../src/shared/task/task.ts';

const cover = (name: string, width: number, height: number) =>
  ({ name, width, height, fit: 'cover' }) as const;

describe('the shapes a recipe cuts to', () => {
  test('are told once each, with the outputs that have them', () => {
    const recipe = Recipe.parse({
      outputs: [cover('a', 100, 100), cover('b', 200, 200), cover('c', 300, 200)],
    });
    expect(cropShapes(recipe)).toEqual([
      { ratio: 1, names: ['a', 'b'] },
      { ratio: 1.5, names: ['c'] },
    ]);
  });

  test('are none where nothing is cut off', () => {
    const thumbnail = builtInPresets.find(({ id }) => id === 'thumbnail');
    expect(thumbnail && cropShapes(thumbnail.recipe)).toEqual([]);
  });
});

test('shapes of one ratio that keep different parts are told apart', () => {
  const recipe = Recipe.parse({
    outputs: [
      { ...cover('top', 100, 100), position: 'top' },
      cover('middle', 100, 100),
      { ...cover('face', 200, 200), focalPoint: { x: 0.2, y: 0.3 } },
      { ...cover('small top', 50, 50), position: 'top' },
    ],
  });
  expect(cropShapes(recipe).map(({ names }) => names)).toEqual([
    ['top', 'small top'],
    ['middle'],
    ['face'],
  ]);
});

describe('the file that shows a shape', () => {
  const output = (name: string, width: number, height: number): Output => ({
    name,
    path: `/${name}.jpg`,
    width,
    height,
    format: 'jpeg',
    sizeBytes: 1000,
  });
  const outputs = [output('whole', 320, 240), output('square', 320, 320), output('dot', 64, 64)];

  test('is one that was cut to it, wherever it stands in the recipe', () => {
    expect(cropOf(outputs, { ratio: 1, names: ['dot', 'square'] })).toBe(1);
    expect(cropOf(outputs, { ratio: 1, names: ['dot'] })).toBe(2);
  });

  test('is none where none was made', () => {
    expect(cropOf(outputs, { ratio: 2, names: ['banner'] })).toBeNull();
  });
});

describe('a point to keep', () => {
  test('lies in the middle of the crop, as far as the picture reaches', () => {
    expect(objectPosition({ x: 0.5, y: 0.5 }, 2, 1)).toBe('50.00% 50.00%');
    expect(objectPosition({ x: 0.25, y: 0.9 }, 2, 1)).toBe('0.00% 50.00%');
    expect(objectPosition({ x: 0.4, y: 0.9 }, 2, 1)).toBe('30.00% 50.00%');
    expect(objectPosition({ x: 0, y: 1 }, 1, 2)).toBe('50.00% 100.00%');
  });
});
