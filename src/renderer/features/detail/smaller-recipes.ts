import { largerOutputs } from '../../../shared/task/larger-outputs.ts';
import type { OutputRecipe, Recipe } from '../../../shared/task/recipe.ts';
import type { Task } from '../../../shared/task/task.ts';
import { formatWords } from '../../words/recipe-words.ts';
import { hasOption } from '../recipe/encoder-options.ts';

/** A way to make the results that came out larger than their original smaller. */
export interface SmallerRecipe {
  readonly label: string;
  readonly recipe: Recipe;
}

const lowerBy = 20;
/** About what formats do when nothing is said. */
const usualQuality = 80;
const lowestOffered = 20;

function lowered({ quality }: OutputRecipe): number {
  return Math.max(lowestOffered, (quality ?? usualQuality) - lowerBy);
}

/** Lower quality and another format, each for the larger results only. Empty when none is larger. */
export function smallerRecipes(task: Task, recipe: Recipe): readonly SmallerRecipe[] {
  const larger = new Map(largerOutputs(task).map(({ name, format }) => [name, format]));
  if (larger.size === 0) return [];
  const changed = (change: (output: OutputRecipe) => Partial<OutputRecipe>): Recipe => ({
    ...recipe,
    outputs: recipe.outputs.map((output) =>
      larger.has(output.name) ? { ...output, ...change(output) } : output,
    ),
  });
  const formats = new Set(larger.values());
  const canLower = recipe.outputs.some((output) => {
    const made = larger.get(output.name);
    return (
      made &&
      made !== 'tiff' &&
      hasOption(made, 'quality') &&
      lowered(output) < (output.quality ?? usualQuality)
    );
  });
  const format = formats.has('webp') ? 'avif' : 'webp';
  const lower = {
    label: 'Lower quality',
    recipe: changed((output) => ({ quality: lowered(output) })),
  };
  const other = { label: `As ${formatWords[format]}`, recipe: changed(() => ({ format })) };
  return [...(canLower ? [lower] : []), ...(formats.has('avif') ? [] : [other])];
}
