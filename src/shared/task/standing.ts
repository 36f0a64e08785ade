import { type Recipe, workOf } from './recipe.ts';
import type { SourceImage, Task } from './task.ts';
import { asItStands, isSideways, type Turning } from './turning.ts';

/** How a task shows its source: as its results do, or as its recipe will. */
export function standingOf(task: Task, recipe: Recipe | null): Turning {
  if (task.status === 'succeeded') return task.source.turning ?? asItStands;
  if (recipe === null) return asItStands;
  const { turn, flip } = workOf(recipe);
  return { turn, flip };
}

/** The size of a source as its results show it. */
export function sizeAsShown({ width, height, turning }: SourceImage) {
  return turning && isSideways(turning) ? { width: height, height: width } : { width, height };
}
