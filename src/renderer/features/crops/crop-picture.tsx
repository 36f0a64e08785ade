import type { FocalPoint } from '../../../shared/task/focal-point.ts';
import type { TaskWith } from '../../../shared/task/task.ts';
import { pictureUrl, sourcePictureUrl } from '../tasks/picture-url.ts';
import { objectPosition } from './crop-shapes.ts';

interface CropPictureProps {
  task: TaskWith<'succeeded'>;
  /** Null shows what was really made. */
  point: FocalPoint | null;
  ratio: number;
}

/** What was made, or what a moved point would make of the same picture. */
export function CropPicture({ task, point, ratio }: CropPictureProps) {
  if (point === null) {
    return <img className="crop-picture" src={pictureUrl(task)} alt="" draggable={false} />;
  }
  const { width, height } = task.source;
  const position = objectPosition(point, width / height, ratio);
  return (
    <img
      className="crop-picture"
      data-simulated=""
      src={sourcePictureUrl(task)}
      alt=""
      draggable={false}
      style={{ aspectRatio: ratio, objectPosition: position }}
    />
  );
}
