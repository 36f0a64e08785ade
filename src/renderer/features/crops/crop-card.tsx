import { Move } from 'lucide-react';
import { displayName } from '../../../shared/paths/display-path.ts';
import type { TaskWith } from '../../../shared/task/task.ts';
import { batchOf } from '../../store/queue-store.ts';
import { FileName } from '../../ui/file-name.tsx';
import { CropPicture } from './crop-picture.tsx';
import { cropShapes } from './crop-shapes.ts';
import { chooseCrop, useCrops } from './crops-store.ts';

/** One source and every shape that was cut of it, named where there are several. Read out name first; CSS puts it below. */
export function CropCard({ task }: { task: TaskWith<'succeeded'> }) {
  const point = useCrops(({ points }) => points.get(task.id) ?? null);
  const isChosen = useCrops(({ chosenId }) => chosenId === task.id);
  const batch = batchOf(task);
  const shapes = batch ? cropShapes(batch.recipe) : [];
  const name = displayName(task.sourcePath);
  return (
    <button
      type="button"
      className="crop-card"
      aria-pressed={isChosen}
      onClick={() => chooseCrop(task.id)}
    >
      <span className="crop-card-name">
        <FileName name={name} />
        {point === null ? null : (
          <>
            <Move size={13} aria-hidden />
            <span className="visually-hidden"> moved</span>
          </>
        )}
      </span>
      <span className="crop-card-shapes">
        {shapes.map((shape) => (
          <span key={shape.names[0]} className="crop-card-shape">
            {shapes.length > 1 ? (
              <span className="crop-shape-name"> {shape.names.join(', ')}</span>
            ) : null}
            <span className="crop-card-tile">
              <CropPicture task={task} shape={shape} point={point} />
            </span>
          </span>
        ))}
      </span>
    </button>
  );
}
