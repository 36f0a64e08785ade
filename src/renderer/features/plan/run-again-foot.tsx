import { thumbline } from '../../store/bridge.ts';
import { useSelectedGroups } from '../../store/selected-groups.ts';
import { Button } from '../../ui/button.tsx';
import { plural } from '../../../shared/words/numbers.ts';
import { planAgain } from './open-plans.ts';
import { runAgain } from '../tasks/task-actions.ts';
import { useDraft } from '../recipe/draft-store.ts';

/** Offers the recipe to selected tasks that have ended. */
export function RunAgainFoot() {
  const settled = useSelectedGroups((groups) => groups.settled);
  const isWhole = useDraft(({ problems }) => Object.keys(problems).length === 0);
  const recipe = useDraft((draft) => draft.recipe);
  if (settled.length === 0) return null;
  return (
    <div className="recipe-foot">
      {thumbline.can.plans ? (
        <Button look="quiet" disabled={!isWhole} onClick={() => void planAgain(settled, recipe)}>
          Plan
        </Button>
      ) : null}
      <Button disabled={!isWhole} onClick={() => void runAgain(settled, recipe)}>
        {settled.length === 1
          ? 'Run again with this recipe'
          : `Run ${plural(settled.length, 'task')} again`}
      </Button>
    </div>
  );
}
