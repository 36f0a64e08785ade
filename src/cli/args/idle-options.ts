import type { OutputRecipe, WholeRecipe } from '../../shared/task/recipe.ts';
import { typingWords } from '../../shared/words/areas/typing.ts';
import type { RecipePatch } from './recipe-option.ts';

const some = (recipe: WholeRecipe, fits: (output: OutputRecipe) => boolean) =>
  recipe.outputs.some(fits);

/** Options that do nothing without another one: what was typed, whether the recipe has what it needs, and what to say. */
const rules: readonly {
  readonly isTyped: (patch: RecipePatch) => boolean;
  readonly hasWhatItNeeds: (recipe: WholeRecipe) => boolean;
  readonly problem: string;
}[] = [
  {
    isTyped: ({ recipe }) => recipe.keepsGps === true,
    hasWhatItNeeds: ({ metadata }) => metadata === 'all',
    problem: typingWords('needs', { option: '--gps', other: '--metadata all' }),
  },
  {
    isTyped: ({ recipe }) => recipe.replacesSource === true,
    hasWhatItNeeds: ({ conflict }) => conflict === 'overwrite',
    problem: typingWords('needs', { option: '--replace-source', other: '--conflict overwrite' }),
  },
  {
    isTyped: ({ output }) => output.mayShrink === true,
    hasWhatItNeeds: (recipe) => some(recipe, ({ maxBytes }) => maxBytes !== null),
    problem: typingWords('needs', { option: '--shrink-to-fit', other: '--max-bytes' }),
  },
  {
    isTyped: ({ output }) => output.focalPoint !== undefined,
    hasWhatItNeeds: (recipe) => some(recipe, ({ fit }) => fit === 'cover'),
    problem: typingWords('needs', { option: '--focus', other: '--fit cover' }),
  },
  {
    isTyped: ({ output }) => output.position !== undefined,
    hasWhatItNeeds: (recipe) => some(recipe, ({ fit }) => fit === 'cover' || fit === 'contain'),
    problem: typingWords('needs.contain'),
  },
];

/** What is missing for an option to do anything, in one line; null where nothing is. */
export function idleOption(patch: RecipePatch, recipe: WholeRecipe): string | null {
  const idle = rules.find(
    ({ isTyped, hasWhatItNeeds }) => isTyped(patch) && !hasWhatItNeeds(recipe),
  );
  return idle?.problem ?? null;
}
