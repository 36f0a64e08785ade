import type { TaskDetail } from '../../../shared/task/history.ts';
import { Button } from '../../ui/button.tsx';
import { runAgain } from '../tasks/task-actions.ts';
import { smallerRecipes } from './smaller-recipes.ts';

/** What can be done about a result that is larger than its original. */
export function LargerOffer({ detail: { task, batch } }: { detail: TaskDetail }) {
  const offers = smallerRecipes(task, batch.recipe);
  if (offers.length === 0) return null;
  return (
    <div className="detail-offers" role="group" aria-label="Make it smaller">
      {offers.map(({ label, recipe }) => (
        <Button key={label} shape="small" onClick={() => void runAgain([task.id], recipe)}>
          {label}
        </Button>
      ))}
    </div>
  );
}
