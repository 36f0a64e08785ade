import { isIconFormat } from '../../../shared/formats/formats.ts';
import { iconBox, iconFit } from '../../../shared/task/srcset.ts';
import type { Fit, OutputRecipe } from '../../../shared/task/recipe.ts';

/** What can be said of a picture in a square. */
export const iconFits: readonly Fit[] = ['cover', 'contain', 'fill'];

/** The box and the fit that an output really has: an icon is square, whatever its edges say. */
export function shapeOf(output: OutputRecipe): OutputRecipe {
  if (!isIconFormat(output.format)) return output;
  const edge = iconBox(output);
  const square = edge === null ? {} : { width: edge, height: edge, longEdge: null };
  return { ...output, ...square, fit: iconFit(output.fit) };
}
