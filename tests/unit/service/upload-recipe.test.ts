import { expect, it } from 'vitest';
import { askedRecipe, recipeInto } from '../../../src/service/uploads/upload-recipe.ts';
import { desktopPreset } from '../../../src/shared/task/preset.ts';

it('puts results into the store, whatever destination the sender names', () => {
  const recipe = { ...desktopPreset.recipe, version: 1 };
  const asked = askedRecipe(new Map([['recipe', JSON.stringify(recipe)]]));
  if (!asked.ok) throw new Error(asked.problem);
  expect(recipeInto('/store/task', asked.value).destination).toEqual({
    kind: 'folder',
    path: '/store/task',
    mirrorsTree: false,
  });
});

it('does not offer to fill a desktop', () => {
  expect(askedRecipe(new Map([['preset', 'desktop-cache']]))).toEqual({
    ok: false,
    problem: expect.not.stringContaining('desktop-cache'),
  });
});
