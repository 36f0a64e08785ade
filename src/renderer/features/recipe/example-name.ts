import { expandTemplate } from '../../../shared/task/file-name.ts';
import { formats } from '../../../shared/formats/formats.ts';
import type { Recipe } from '../../../shared/task/recipe.ts';

/** What the template would make of a picture called "harbour", for the recipe's first output. */
export function exampleName(recipe: Recipe): string {
  const [output] = recipe.outputs;
  if (!output) return '';
  const edge = output.width ?? output.height ?? output.longEdge ?? 640;
  return expandTemplate(recipe.fileName, {
    name: 'harbour',
    ext: formats[output.format === 'same' ? 'jpeg' : output.format].extensions[0],
    width: String(output.width ?? edge),
    height: String(output.height ?? edge),
    preset: recipe.name,
    output: output.name,
    date: new Date().toISOString().slice(0, 10),
    counter: '1',
  }).join('/');
}
