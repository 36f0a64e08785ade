import { isSettled } from '../../../shared/task/status.ts';
import type { BatchId, Task } from '../../../shared/task/task.ts';
import { compareWords } from '../../../shared/words/areas/compare.ts';
import { loadWholeBatch } from '../../store/history-store.ts';
import { mirror, useQueue } from '../../store/queue-store.ts';
import { useView } from '../../store/view-store.ts';
import { useDraft } from '../recipe/draft-store.ts';
import { editOutput } from '../recipe/edit-recipe.ts';
import { canCompare } from '../tasks/compare.ts';
import { inPlace } from '../tasks/in-place.ts';
import { runAgain } from '../tasks/task-actions.ts';
import { compareNext } from './compare-store.ts';
import { changeOf, type Trial, triedRecipe, type Tunable, useTuning } from './tune-store.ts';

const say = (done: string) => useTuning.setState({ trial: null, done });

/** In place of what was made before. Answers with the batches that came of it. */
async function remake(
  tasks: readonly Task[],
  tunable: Tunable,
  trial: Trial,
): Promise<readonly BatchId[]> {
  const batches: BatchId[] = [];
  for (const { taskIds, conflict } of inPlace(tasks)) {
    batches.push(...(await runAgain(taskIds, { ...triedRecipe(tunable, trial), conflict })));
  }
  return batches;
}

/** Shows the picture of those batches that was made of the same source, once it is there; whoever looks at another one stays there. */
function goToRemade(old: Task, batches: readonly BatchId[]): void {
  const stop = useQueue.subscribe(() => look());
  function look() {
    if (useView.getState().comparedId !== old.id) return stop();
    const made = mirror.table.rows.findLast(
      ({ task }) => batches.includes(task.batchId) && task.sourcePath === old.sourcePath,
    )?.task;
    if (!made || !isSettled(made.status)) return undefined;
    stop();
    if (canCompare(made)) compareNext(made.id);
    return say(compareWords(canCompare(made) ? 'pictureWasMadeAgain' : 'pictureNotMadeAgain'));
  }
  look();
}

export async function applyToPicture(task: Task, tunable: Tunable, trial: Trial): Promise<void> {
  const batches = await remake([task], tunable, trial);
  if (batches.length === 0) return;
  say(compareWords('pictureIsMadeAgain'));
  goToRemade(task, batches);
}

/** The pictures of a task's batch that have results. */
async function madeInBatch(task: Task): Promise<readonly Task[]> {
  const all =
    useView.getState().place === 'history'
      ? await loadWholeBatch(task.batchId)
      : mirror.table.rows.map((row) => row.task).filter(({ batchId }) => batchId === task.batchId);
  return all.filter(({ status }) => status === 'succeeded');
}

export async function applyToBatch(task: Task, tunable: Tunable, trial: Trial): Promise<void> {
  const made = await madeInBatch(task);
  const batches = await remake(made, tunable, trial);
  if (batches.length === 0) return;
  say(compareWords('countAreMadeAgain', { count: made.length }));
  goToRemade(task, batches);
}

/** The place of the result among those of the recipe for the next pictures; -1 where that has none of this name. */
export function usePlaceInRecipe({ output }: Tunable): number {
  return useDraft(({ recipe }) => recipe.outputs.findIndex(({ name }) => name === output.name));
}

export function applyToRecipe(place: number, tunable: Tunable, trial: Trial): void {
  editOutput(place, changeOf(tunable, trial));
  useTuning.setState({ done: compareWords('recipeHasIt') });
}
