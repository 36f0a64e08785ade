import type { OutputRecipe } from '../../shared/task/recipe.ts';

/**
 * The longest edge that any output names, in pixels: a picture reduced to this on both edges serves them all, whatever
 * their fit and whichever way it is turned. Null, which wants every pixel, when a size is in percent.
 */
export function shrinkOnLoadSize(outputs: readonly OutputRecipe[]): number | null {
  if (outputs.some(({ percent }) => percent !== null)) return null;
  return Math.max(
    ...outputs.flatMap(({ width, height, longEdge }) => [width ?? 0, height ?? 0, longEdge ?? 0]),
  );
}
