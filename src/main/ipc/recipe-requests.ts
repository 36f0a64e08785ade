import { type Engine, targetsOf } from '../../engine/index.ts';
import { refuse } from '../../shared/ipc/answers.ts';
import { ok } from '../../shared/result.ts';
import { failureLine } from '../../shared/task/failure-words.ts';
import type { FocalPoint } from '../../shared/task/focal-point.ts';
import type { Failure } from '../../shared/task/failure.ts';
import { type Recipe, turnedByHand } from '../../shared/task/recipe.ts';
import type { Task } from '../../shared/task/task.ts';
import type { PlannedOutput } from '../../shared/worker/messages.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';
import type { RecipePreviews } from '../protocol/recipe-previews.ts';
import type { HandlersFor } from './answer-request.ts';

/** What the file would be called if the task ran with this recipe, as the first of its batch and with nothing in its way. */
function exampleFileName(
  task: Task,
  recipe: Recipe,
  {
    output,
    planned,
    taken,
  }: {
    readonly output: number;
    readonly planned: PlannedOutput;
    readonly taken: string | null;
  },
): string {
  const targets = targetsOf({
    sourcePath: task.sourcePath,
    root: null,
    recipe,
    counter: 1,
    queuedAt: task.queuedAt,
    planned: recipe.outputs.map(() => planned),
    taken,
  });
  return targets[output]?.fileName ?? '';
}

/** What a picture's own crops keep goes before what the recipe says. */
function withPoint(recipe: Recipe, focalPoint: FocalPoint | null): Recipe {
  if (focalPoint === null) return recipe;
  return { ...recipe, outputs: recipe.outputs.map((output) => ({ ...output, focalPoint })) };
}

/** A preview knows only that a file is missing; its task knows whether it was ever there. */
function asTaskSaysIt(why: Failure, task: Task): Failure {
  const isKnown = task.status === 'failed' && task.failure.code === 'file-missing';
  return isKnown && why.code === 'file-missing' ? task.failure : why;
}

export function recipeRequests(
  engine: Pick<Engine, 'find' | 'focalPoint' | 'handTurning' | 'preview'>,
  previews: RecipePreviews,
): HandlersFor<'recipe:preview'> {
  return {
    'recipe:preview': async ({ taskId, recipe: asked, output, use = 'recipe' }) => {
      const task = engine.find(taskId);
      if (task === null) return refuse('not-found', desktopWords('taskNotHistoryAnyMore'));
      if (asked.outputs[output] === undefined) {
        return refuse('not-found', desktopWords('recipeNoSuchOutput'));
      }
      const turned = turnedByHand(asked, await engine.handTurning(taskId));
      const isCompared = use === 'compare';
      const recipe = isCompared ? withPoint(turned, await engine.focalPoint(taskId)) : turned;
      const wanted = { sourcePath: task.sourcePath, recipe, output };
      const preview = await engine.preview(use, wanted);
      if (!preview.ok) {
        return preview.problem === 'cancelled'
          ? refuse('not-possible', desktopWords('newerPreviewTookPlace'))
          : refuse('not-possible', failureLine(asTaskSaysIt(preview.problem, task)));
      }
      const { path, format, taken, ...picture } = preview.value;
      const planned = { width: picture.width, height: picture.height, format };
      const fileName = exampleFileName(task, recipe, { output, planned, taken });
      const { width, height } = picture;
      const url = previews.add({ path, format, width, height }, use);
      return ok({ ...picture, fileName, url });
    },
  };
}
