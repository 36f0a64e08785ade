import type { FocalPoint } from '../../../shared/task/focal-point.ts';
import type { TaskWith } from '../../../shared/task/task.ts';
import { LoadingImage } from '../../ui/skeleton.tsx';
import { outputUrl, sourcePictureUrl } from '../tasks/picture-url.ts';
import { cropOf, type CropShape, objectPosition } from './crop-shapes.ts';

interface CropPictureProps {
  task: TaskWith<'succeeded'>;
  shape: CropShape;
  /** Null shows what was really made. */
  point: FocalPoint | null;
}

/** The file of one shape as it is on disk, or what a moved point would make of the same picture. */
export function CropPicture({ task, shape, point }: CropPictureProps) {
  if (point === null) {
    const output = cropOf(task.outputs, shape);
    if (output === null) return <span className="crop-missing">Not made</span>;
    return <LoadingImage className="crop-picture" src={outputUrl(task, output)} />;
  }
  const { width, height } = task.source;
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
