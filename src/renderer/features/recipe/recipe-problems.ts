import { Recipe } from '../../../shared/task/recipe.ts';
import { asSentence, type Misfit, misfitNeeds } from '../../../shared/words/misfit-words.ts';

/** The form has one field for each way to say a size, so here it need not name them. */
const isSize = (place: string) => /^outputs\.\d+$/.test(place);

/** Where a recipe is not whole yet (by path, "outputs.0.width") → what to do, in plain words. */
export function recipeProblems(issues: readonly Misfit[]): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  for (const issue of issues) {
    const place = issue.path.map(String).join('.');
    problems[place] ??= isSize(place) ? 'Fill in a size.' : asSentence(misfitNeeds(Recipe, issue));
  }
  return problems;
}
