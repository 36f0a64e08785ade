import type { z } from 'zod';
import { OutputRecipe, Recipe, type Work, workOf } from '../../src/shared/task/recipe.ts';

const usual = workOf(Recipe.parse({ outputs: [{ width: 1 }] }));

/** What a worker is asked for; the outputs need no names of their own. */
export function workFor(
  outputs: readonly z.input<typeof OutputRecipe>[],
  more: Partial<Work> = {},
): Work {
  return { ...usual, ...more, outputs: outputs.map((output) => OutputRecipe.parse(output)) };
}
