import { targetsOf } from '../../engine/index.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import type { Task } from '../../shared/task/task.ts';
import type { PlannedOutput } from '../../shared/worker/messages.ts';

/** What the file would be called if the task ran with this recipe, as the first of its batch and with nothing in its way. */
export function exampleFileName(
  task: Task,
  recipe: Recipe,
  { output, planned }: { readonly output: number; readonly planned: PlannedOutput },
): string {
  const targets = targetsOf({
    taskId: task.id,
    batchId: task.batchId,
    attempt: 1,
    sourcePath: task.sourcePath,
    root: null,
    recipe,
    counter: 1,
    queuedAt: task.queuedAt,
    planned: recipe.outputs.map(() => planned),
  });
  return targets[output]?.fileName ?? '';
}
