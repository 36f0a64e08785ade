import { formats, type WritableFormat } from '../../../shared/formats/formats.ts';
import { largerOutputs } from '../../../shared/task/outputs-of.ts';
import type { OutputRecipe, Recipe } from '../../../shared/task/recipe.ts';
import type { Task } from '../../../shared/task/task.ts';
import { detailWords } from '../../../shared/words/areas/detail.ts';
import { formatWords } from '../../words/recipe-words.ts';

/** A way to make the results that came out larger than their original smaller. */
export interface SmallerRecipe {
  readonly label: string;
  readonly recipe: Recipe;
}

const lowerBy = 20;
const lowestOffered = 20;

/** Null where a lower quality is none, or changes nothing. */
function lowered({ quality, looksSame }: OutputRecipe, made: WritableFormat): number | null {
  const usual = formats[made].writes.quality;
  if (usual === null) return null;
  const now = looksSame ? usual : (quality ?? usual);
  const lower = Math.max(lowestOffered, now - lowerBy);
  return lower < now ? lower : null;
}

/** Lower quality and another format, each for the larger results only. Empty when none is larger. */
export function smallerRecipes(task: Task, recipe: Recipe): readonly SmallerRecipe[] {
  const larger = new Map(largerOutputs(task).map(({ name, format }) => [name, format]));
  if (larger.size === 0) return [];
  const changed = (
    change: (output: OutputRecipe, made: WritableFormat) => Partial<OutputRecipe>,
  ): Recipe => ({
    ...recipe,
    outputs: recipe.outputs.map((output) => {
      const made = larger.get(output.name);
      return made === undefined ? output : { ...output, ...change(output, made) };
    }),
  });
  const made = new Set(larger.values());
  const canLower = recipe.outputs.some((output) => {
    const made = larger.get(output.name);
    return made !== undefined && lowered(output, made) !== null;
  });
  const format = made.has('webp') ? 'avif' : 'webp';
  const lower = {
    label: detailWords('lowerQuality'),
    recipe: changed((output, made) => {
      const quality = lowered(output, made);
      return quality === null ? {} : { quality, looksSame: false };
    }),
  };
  const other = {
    label: detailWords('asFormat', { format: formatWords(format) }),
    recipe: changed(() => ({ format })),
  };
  return [...(canLower ? [lower] : []), ...(made.has('avif') ? [] : [other])];
}
