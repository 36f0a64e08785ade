import type { IconFormat } from '../../../shared/formats/formats.ts';
import { iconBox, iconEdges, iconFit } from '../../../shared/task/srcset.ts';
import type { OutputRecipe } from '../../../shared/task/recipe.ts';
import type { Header, PixelSize } from '../../decoding/decoder.ts';
import { layOut } from '../output-size.ts';
import type { OutputPlan } from '../output-plan.ts';

interface Square {
  readonly format: IconFormat;
  readonly edge: number;
}

/** The largest square that the source still fills. A drawing has no pixels that would be enlarged. */
function largestEdge(recipe: OutputRecipe, { width, height, format }: Header): number {
  const longEdge = Math.max(width, height);
  const asked = iconBox(recipe) ?? Math.round((longEdge * (recipe.percent ?? 100)) / 100);
  if (!recipe.withoutEnlargement || format === 'svg') return asked;
  const filled = iconFit(recipe.fit) === 'contain' ? longEdge : Math.min(width, height);
  return Math.min(asked, filled);
}

function planSquare(recipe: OutputRecipe, source: PixelSize, { format, edge }: Square): OutputPlan {
  const square = { ...recipe, width: edge, height: edge, longEdge: null, percent: null };
  return {
    recipe: square,
    layout: layOut(square, source),
    planned: { width: edge, height: edge, format },
    isMoving: false,
    colours: 'srgb',
  };
}

/**
 * An icon's plan is that of its largest picture. A source below the smallest size is padded; where it must fill its
 * square it is enlarged all the same, since there is no smaller icon.
 */
export function planIcon(recipe: OutputRecipe, header: Header, format: IconFormat): OutputPlan {
  const fit = iconFit(recipe.fit);
  const isPadded = fit === 'contain' && header.format !== 'svg';
  const withoutEnlargement = recipe.withoutEnlargement && isPadded;
  const edge = iconEdges(format, largestEdge(recipe, header)).at(-1) ?? 0;
  return planSquare({ ...recipe, fit, withoutEnlargement }, header, { format, edge });
}

/** A plan for each picture in the icon, from small to large. */
export function iconPlans(
  { recipe, planned }: OutputPlan,
  source: PixelSize,
  format: IconFormat,
): readonly OutputPlan[] {
  return iconEdges(format, planned.width).map((edge) =>
    planSquare(recipe, source, { format, edge }),
  );
}
