import { showsWholeSource } from '../../../shared/task/full-picture.ts';
import { outputToShow } from '../../../shared/task/outputs-of.ts';
import type { Recipe } from '../../../shared/task/recipe.ts';
import type { Output, Task } from '../../../shared/task/task.ts';

/** Whether the task's card shows what this result shows: the same file, or all of the same source. */
export function isLikeCard(task: Task, output: Output, recipe: Recipe | null): boolean {
  const shown = outputToShow(task);
  if (shown === null || task.status !== 'succeeded') return false;
  if (shown.name === output.name) return true;
  const { source } = task;
  const showsAll = (one: Output) => recipe !== null && showsWholeSource(source, one, recipe);
  return showsAll(shown) && showsAll(output);
}
