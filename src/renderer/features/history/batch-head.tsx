import { RotateCcw } from 'lucide-react';
import { displayPath } from '../../../shared/paths/display-path.ts';
import type { Batch } from '../../../shared/task/batch.ts';
import { isSettled } from '../../../shared/task/status.ts';
import type { Task } from '../../../shared/task/task.ts';
import { Button } from '../../ui/button.tsx';
import { plural } from '../../words/numbers.ts';
import { clockWords, dayWords } from '../../words/times.ts';
import { runAgain } from '../tasks/task-actions.ts';

interface BatchHeadProps {
  batch: Batch;
  /** Those that are shown under it. */
  tasks: readonly Task[];
}

export function BatchHead({ batch, tasks }: BatchHeadProps) {
  const settled = tasks.filter((task) => isSettled(task.status)).map((task) => task.id);
  return (
    <div className="history-head">
      <h2>
        <bdi>{displayPath(batch.title)}</bdi>
      </h2>
      <span>
        {dayWords(batch.createdAt)}, {clockWords(batch.createdAt)} · {batch.recipe.name} ·{' '}
        {plural(tasks.length, 'task')}
      </span>
      {settled.length > 0 ? (
        <Button look="quiet" shape="small" onClick={() => void runAgain(settled, batch.recipe)}>
          <RotateCcw size={13} aria-hidden /> Run again
        </Button>
      ) : null}
    </div>
  );
}
