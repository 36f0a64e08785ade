import { Move } from 'lucide-react';
import { displayName } from '../../../shared/paths/display-path.ts';
import type { TaskWith } from '../../../shared/task/task.ts';
import { batchOf } from '../../store/queue-store.ts';
import { FileName } from '../../ui/file-name.tsx';
import { CropPicture } from './crop-picture.tsx';
import { cropShapes } from './crop-shapes.ts';
import { chooseCrop, useCrops } from './crops-store.ts';

export function CropCard({ task }: { task: TaskWith<'succeeded'> }) {
  const point = useCrops(({ points }) => points.get(task.id) ?? null);
  const isChosen = useCrops(({ chosenId }) => chosenId === task.id);
  const batch = batchOf(task);
  const [shape] = batch ? cropShapes(batch.recipe) : [];
  const name = displayName(task.sourcePath);
  return (
    <button
      type="button"
      className="crop-card"
      aria-label={point === null ? name : `${name}, moved`}
      aria-pressed={isChosen}
      onClick={() => chooseCrop(task.id)}
    >
      <span className="crop-card-tile">
        <CropPicture task={task} point={point} ratio={shape?.ratio ?? 1} />
      </span>
      <span className="crop-card-name">
        <FileName name={name} />
        {point === null ? null : <Move size={13} aria-hidden />}
      </span>
    </button>
  );
}
