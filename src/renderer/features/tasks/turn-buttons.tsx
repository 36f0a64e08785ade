import type { Task } from '../../../shared/task/task.ts';
import { tasksWords } from '../../../shared/words/areas/tasks.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { canTurn, handTurns, turnIcons, turnPictures } from './turn-pictures.tsx';

/** The same as the menu's, for one picture that is looked at. */
export function TurnButtons({ task }: { task: Task }) {
  if (!canTurn(task)) return null;
  return (
    <span className="turn-buttons" role="group" aria-label={tasksWords('turn')}>
      {handTurns.map((by) => (
        <IconButton
          key={by}
          label={tasksWords(`turn.${by}`)}
          icon={turnIcons[by]}
          onClick={() => void turnPictures([task], by)}
        />
      ))}
    </span>
  );
}
