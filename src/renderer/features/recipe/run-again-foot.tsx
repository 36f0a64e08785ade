import { useView } from '../../store/view-store.ts';
import { useQueue } from '../../store/queue-store.ts';
import { Button } from '../../ui/button.tsx';
import { plural } from '../../words/numbers.ts';
import { groupTasks } from '../tasks/selected-tasks.ts';
import { runAgain } from '../tasks/task-actions.ts';
import { useDraft } from './draft-store.ts';

/** Offers the recipe to selected tasks that have ended. */
export function RunAgainFoot() {
  const ids = useView(({ selection }) => selection.ids);
  const settledCount = useQueue(() => groupTasks(ids).settled.length);
  const isWhole = useDraft(({ problems }) => Object.keys(problems).length === 0);
  const recipe = useDraft((draft) => draft.recipe);
  if (settledCount === 0) return null;
  return (
    <div className="recipe-foot">
      <Button disabled={!isWhole} onClick={() => void runAgain(groupTasks(ids).settled, recipe)}>
        {settledCount === 1
          ? 'Run again with this recipe'
          : `Run ${plural(settledCount, 'task')} again with this recipe`}
      </Button>
    </div>
  );
}
