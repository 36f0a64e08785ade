import type { OutputRecipe } from '../../shared/task/recipe.ts';

/**
 * The longest edge that any output names, in pixels: a picture reduced to this on both edges serves them all, whatever
 * their fit and whichever way it is turned.
 */
export function wantedEdge(outputs: readonly OutputRecipe[]): number {
  return Math.max(...outputs.flatMap(({ width, height }) => [width ?? 0, height ?? 0]));
}
