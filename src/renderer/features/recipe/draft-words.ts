import { formats } from '../../../shared/formats/formats.ts';
import {
  checkTemplate,
  expandTemplate,
  takenValues,
  type TemplateField,
} from '../../../shared/task/file-name.ts';
import { type Recipe, WholeRecipe } from '../../../shared/task/recipe.ts';
import { asSentence, type Misfit, misfitNeeds } from '../../../shared/words/misfit-words.ts';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';

/** The form has one field for each way to say a size, so here it need not name them. */
const isSize = (place: string) => /^outputs\.\d+$/.test(place);

/** Where a recipe is not whole yet (by path, "outputs.0.width") → what to do, in plain words. */
export function recipeProblems(issues: readonly Misfit[]): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  for (const issue of issues) {
    const place = issue.path.map(String).join('.');
    problems[place] ??= isSize(place)
      ? recipeWords('fillSize')
      : asSentence(misfitNeeds(WholeRecipe, issue));
  }
  return problems;
}

/** What is wrong with a template, as a sentence. */
export function templateProblem(template: string): string {
  return asSentence(checkTemplate(template) ?? recipeWords('fileNameNeeds1200'));
}

/** What the template would make of a picture called "harbour", for the recipe's first output. */
export function exampleName(recipe: Recipe): string {
  const [output] = recipe.outputs;
  if (!output) return '';
  const edge = output.width ?? output.height ?? output.longEdge ?? 640;
  return expandTemplate(recipe.fileName, {
    name: 'harbour',
    parent: 'holiday',
    ext: formats[output.format === 'same' ? 'jpeg' : output.format].extensions[0],
    width: String(output.width ?? edge),
    height: String(output.height ?? edge),
    preset: recipe.name,
    output: output.name,
    date: new Date().toISOString().slice(0, 10),
    ...takenValues('2024-05-31T14:05:08'),
    counter: '1',
    page: String(recipe.page),
  }).join('/');
}

export const templateFieldWords: Readonly<Record<TemplateField, string>> = {
  name: recipeWords('nameSource'),
  parent: recipeWords('folderSource'),
  ext: recipeWords('extensionResult'),
  width: recipeWords('width'),
  height: recipeWords('height'),
  preset: recipeWords('nameRecipe'),
  output: recipeWords('nameOutput'),
  date: recipeWords('date'),
  taken: recipeWords('takenDay'),
  'taken-time': recipeWords('takenTime'),
  'taken-year': recipeWords('takenYear'),
  'taken-month': recipeWords('takenMonth'),
  counter: recipeWords('numberBatch'),
  page: recipeWords('pageAsked'),
};
