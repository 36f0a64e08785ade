import { Move } from 'lucide-react';
import { displayName } from '../../../shared/paths/display-path.ts';
import type { FocalPoint } from '../../../shared/task/focal-point.ts';
import { sizeAsShown } from '../../../shared/task/standing.ts';
import type { Task, TaskWith } from '../../../shared/task/task.ts';
import { cropsWords } from '../../../shared/words/areas/crops.ts';
import { batchOf } from '../../store/queue-store.ts';
import { FileName } from '../../ui/file-name.tsx';
import { LoadingImage } from '../../ui/skeleton.tsx';
import { outputUrl, sourcePictureUrl } from '../tasks/task-picture.tsx';
import { cropOf, type CropShape, cropShapes, objectPosition } from './crop-shapes.ts';
import { chooseCrop, useCrops } from './crops-store.ts';

const isTrimmed = (task: Task) => (batchOf(task)?.recipe.trim ?? null) !== null;

interface CropPictureProps {
  task: TaskWith<'succeeded'>;
  shape: CropShape;
  /** Null, or borders that are cut off first, show what was really made. */
  point: FocalPoint | null;
}

/**
 * The file of one shape as it is on disk, or what a moved point would make of the same picture. Where borders are cut off
 * first, only a worker knows which part is left.
 */
export function CropPicture({ task, shape, point }: CropPictureProps) {
  if (point === null || isTrimmed(task)) {
    const output = cropOf(task.outputs, shape);
    if (output === null) return <span className="crop-missing">{cropsWords('notMade')}</span>;
    return <LoadingImage className="crop-picture" src={outputUrl(task, output)} />;
  }
  const { width, height } = sizeAsShown(task.source);
  const position = objectPosition(point, width / height, shape.ratio);
  return (
    <LoadingImage
      className="crop-picture"
      data-simulated={shape.ratio < 1 ? 'tall' : 'wide'}
      src={sourcePictureUrl(task)}
      style={{ aspectRatio: shape.ratio, objectPosition: position }}
    />
  );
}

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
            <span className="visually-hidden"> {cropsWords('moved')}</span>
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
