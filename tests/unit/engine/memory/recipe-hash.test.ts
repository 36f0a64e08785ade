import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { recipeHash } from '../../../../src/engine/memory/unchanged.ts';
import { Recipe } from '../../../../src/shared/task/recipe.ts';

test('results of before a page and colours could be chosen are known again, and another page or other colours are none of them', () => {
  const recipe = Recipe.parse({ outputs: [{ width: 100 }] });
  const { page: _page, conflict: _conflict, ...known } = recipe;
  const outputs = known.outputs.map(({ colourSpace: _colours, ...output }) => output);
  const before = { ...known, outputs };
  const hash = createHash('sha256').update(JSON.stringify(before)).digest('hex');
  expect(recipeHash(recipe)).toBe(hash);
  expect(recipeHash({ ...recipe, page: 2 })).not.toBe(hash);
  const vivid = Recipe.parse({ outputs: [{ width: 100, colourSpace: 'display-p3' }] });
  expect(recipeHash(vivid)).not.toBe(hash);
});
