import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { recipeHash } from '../../../../src/engine/memory/unchanged.ts';
import { Recipe } from '../../../../src/shared/task/recipe.ts';

test('results of before a page, a turn, colours and a look could be chosen are known again, and what is made with one of them is none of these', () => {
  const recipe = Recipe.parse({ outputs: [{ width: 100 }] });
  const {
    page: _page,
    conflict: _conflict,
    keepsDate: _keepsDate,
    turn: _turn,
    flip: _flip,
    placeholders: _placeholders,
    ...known
  } = recipe;
  const outputs = known.outputs.map(
    ({ colourSpace: _colours, looksSame: _look, rounded: _rounded, ...output }) => output,
  );
  const before = { ...known, keepsOriginal: false, outputs };
  const hash = createHash('sha256').update(JSON.stringify(before)).digest('hex');
  expect(recipeHash(recipe)).toBe(hash);
  expect(hash).toBe('00a46bf496e276de269c8586f68d9342ea4e2bd5a8ba079468eb0b001da98db7');
  expect(recipeHash({ ...recipe, page: 2 })).not.toBe(hash);
  expect(recipeHash({ ...recipe, keepsDate: true })).not.toBe(hash);
  expect(recipeHash({ ...recipe, turn: 90 })).not.toBe(hash);
  expect(recipeHash({ ...recipe, flip: true })).not.toBe(hash);
  expect(recipeHash({ ...recipe, placeholders: true })).toBe(hash);
  const vivid = Recipe.parse({ outputs: [{ width: 100, colourSpace: 'display-p3' }] });
  expect(recipeHash(vivid)).not.toBe(hash);
  expect(recipeHash({ ...recipe, keepsOriginal: false })).not.toBe(hash);
  const alike = Recipe.parse({ outputs: [{ width: 100, looksSame: true }] });
  expect(recipeHash(alike)).not.toBe(hash);
  const rounded = Recipe.parse({ outputs: [{ width: 100, rounded: '20%' }] });
  expect(recipeHash(rounded)).not.toBe(hash);
});
