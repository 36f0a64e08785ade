import type { Recipe } from '../../../shared/task/recipe.ts';
import type { TaskId } from '../../../shared/task/task.ts';
import { thumbline } from '../../store/bridge.ts';
import { mirror } from '../../store/queue-store.ts';
import { useSettings } from '../../store/settings-store.ts';
import { useView } from '../../store/view-store.ts';
import { addDropped } from '../drop/add-files.ts';
import { ask } from '../notices/ask.ts';
import { saveDraft } from '../recipe/draft-store.ts';
import { runAgain } from '../tasks/task-actions.ts';
import { openPlan } from './plan-store.ts';

const recipeNow = () => useSettings.getState().settings.recipe;

/** What the recipe would make of files that are not on the queue yet. */
export async function planFiles(files: readonly File[]): Promise<void> {
  await saveDraft();
  useView.getState().goTo('queue');
  await openPlan(() => thumbline.planFiles(files, recipeNow()), {
    label: 'Start',
    run: () => void addDropped(files),
  });
}

/** What would become of the batch that waits first; a paused queue can be resumed from there. */
export async function planWaiting(): Promise<void> {
  const waiting = mirror.table.rows.filter(({ task }) => task.status === 'queued');
  const batch = mirror.batches.get(waiting[0]?.task.batchId ?? '');
  if (!batch) return;
  const taskIds = waiting.filter(({ task }) => task.batchId === batch.id).map(({ id }) => id);
  const resume = { label: 'Resume', run: () => void ask(thumbline.resumeQueue()) };
  await openPlan(
    () => thumbline.makePlan({ sources: { taskIds }, recipe: batch.recipe }),
    mirror.queue.isPaused ? resume : null,
  );
}

/** What running these tasks again with that recipe would make. */
export async function planAgain(taskIds: readonly TaskId[], recipe: Recipe): Promise<void> {
  await openPlan(() => thumbline.makePlan({ sources: { taskIds }, recipe }), {
    label: 'Run again',
    run: () => void runAgain(taskIds, recipe),
  });
}
