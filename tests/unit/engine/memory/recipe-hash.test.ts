import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { recipeHash } from '../../../../src/engine/memory/unchanged.ts';
import { Recipe } from '../../../../src/shared/task/recipe.ts';

test('results of before a page could be chosen are known again, and another page is not one of them', () => {
  const recipe = Recipe.parse({ outputs: [{ width: 100 }] });
  const { page: _page, conflict: _conflict, ...before } = recipe;
  const hash = createHash('sha256').update(JSON.stringify(before)).digest('hex');
  expect(recipeHash(recipe)).toBe(hash);
  expect(recipeHash({ ...recipe, page: 2 })).not.toBe(hash);
});
