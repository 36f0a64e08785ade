import { type OutputRecipe, type Recipe } from '../../../shared/task/recipe.ts';

/** In what shape a result will stand where a provisional picture stands. Edges in pixels; null where the recipe sets none. */
export interface ProvisionalShape {
  readonly maxWidth: number | null;
  readonly maxHeight: number | null;
  /** Width by height of what a crop leaves; null where the whole picture is kept. */
  readonly ratio: number | null;
}

const whole: ProvisionalShape = { maxWidth: null, maxHeight: null, ratio: null };
/** See `bestForTile`: the smallest that fills a tile stands for a task. Pixels. */
const tilePx = 320;

const edgeOf = ({ width, height, longEdge }: OutputRecipe) =>
  longEdge ?? Math.max(width ?? 0, height ?? 0);

/** As far as the recipe says it before the picture is known. */
export function provisionalShape({ outputs }: Pick<Recipe, 'outputs'>): ProvisionalShape {
  const bySize = outputs
    .filter((output) => edgeOf(output) > 0)
    .toSorted((one, other) => edgeOf(one) - edgeOf(other));
  const shown = bySize.find((output) => edgeOf(output) >= tilePx) ?? bySize.at(-1);
  if (!shown) return whole;
  const { width, height, longEdge, fit } = shown;
  const isCut = fit === 'cover' && width !== null && height !== null;
  return {
    maxWidth: width ?? longEdge,
    maxHeight: height ?? longEdge,
    ratio: isCut ? width / height : null,
  };
}

const percent = (fraction: number) => `${(fraction * 100).toFixed(2)}%`;

/** The middle of a picture in that shape, for `object-view-box`. */
export function cutTo(ratio: number, { width, height }: { width: number; height: number }): string {
  const shape = width / height;
  const aside = Math.max(0, (1 - ratio / shape) / 2);
  const above = Math.max(0, (1 - shape / ratio) / 2);
  return ['inset(', percent(above), ' ', percent(aside), ')'].join('');
}
