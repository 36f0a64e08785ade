import { expect, test } from 'vitest';
import { smallerRecipes } from '../../../src/renderer/features/detail/smaller-recipes.ts';
import { Recipe } from '../../../src/shared/task/recipe.ts';
import { aDoneTask } from './a-task.ts';

const recipe = Recipe.parse({
  outputs: [
    { name: 'a', width: 100, quality: 90 },
    { name: 'b', width: 50, quality: 90 },
  ],
});

test('what is larger than its original can be had with less quality or in another format', () => {
  const larger = aDoneTask(1, 3000, { notes: ['larger-than-source'] });
  const offers = smallerRecipes(larger, recipe);
  expect(offers.map(({ label }) => label)).toEqual(['Lower quality', 'As WebP']);
  expect(offers.map((offer) => offer.recipe.outputs)).toMatchObject([
    [{ quality: 70 }, { quality: 90 }],
    [{ format: 'webp' }, { format: 'same' }],
  ]);
});

test('less quality than one that looks the same is a fixed one, below the usual', () => {
  const larger = aDoneTask(1, 3000, { notes: ['larger-than-source'] });
  const alike = Recipe.parse({
    outputs: [{ name: 'a', width: 100, looksSame: true, quality: 30 }],
  });
  const [lower] = smallerRecipes(larger, alike);
  expect(lower?.recipe.outputs).toMatchObject([{ quality: 62, looksSame: false }]);
});

test('nothing is offered for what became smaller', () => {
  expect(smallerRecipes(aDoneTask(1, 30), recipe)).toEqual([]);
});
