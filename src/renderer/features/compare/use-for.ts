import type { Task } from '../../../shared/task/task.ts';
import { compareWords } from '../../../shared/words/areas/compare.ts';
import { loadWholeBatch } from '../../store/history-store.ts';
import { mirror } from '../../store/queue-store.ts';
import { useView } from '../../store/view-store.ts';
import { editOutput, useDraft } from '../recipe/draft-store.ts';
import { runAgain } from '../tasks/task-actions.ts';
import { changeOf, type Trial, triedRecipe, type Tunable, useTuning } from './tune-store.ts';

const say = (done: string) => useTuning.setState({ trial: null, done });

/** In place of what was made before. */
const remade = (tunable: Tunable, trial: Trial) => ({
  ...triedRecipe(tunable, trial),
  conflict: 'overwrite' as const,
});

export async function applyToPicture(tunable: Tunable, trial: Trial): Promise<void> {
  await runAgain([tunable.taskId], remade(tunable, trial));
  say(compareWords('pictureIsMadeAgain'));
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
  const ids = (await madeInBatch(task)).map(({ id }) => id);
  await runAgain(ids, remade(tunable, trial));
  say(compareWords('countAreMadeAgain', { count: ids.length }));
}

/** The place of the result among those of the recipe for the next pictures; -1 where that has none of this name. */
export function usePlaceInRecipe({ output }: Tunable): number {
  return useDraft(({ recipe }) => recipe.outputs.findIndex(({ name }) => name === output.name));
}

export function applyToRecipe(place: number, tunable: Tunable, trial: Trial): void {
  editOutput(place, changeOf(tunable, trial));
  useTuning.setState({ done: compareWords('recipeHasIt') });
}
