import '../../../shared/no-eval.ts';
import { type OutputRecipe, WholeRecipe } from '../../../shared/task/recipe.ts';
import { setDraft, useDraft } from './draft-store.ts';
import { recipeProblems } from './draft-words.ts';

export function editRecipe(change: Partial<WholeRecipe>): void {
  const recipe = { ...useDraft.getState().recipe, ...change };
  const parsed = WholeRecipe.safeParse(recipe);
  setDraft(
    parsed.success ? parsed.data : recipe,
    parsed.success ? {} : recipeProblems(parsed.error.issues),
  );
}

export function editOutput(index: number, change: Partial<OutputRecipe>): void {
  const { outputs } = useDraft.getState().recipe;
  editRecipe({
    outputs: outputs.map((output, at) => (at === index ? { ...output, ...change } : output)),
  });
}
