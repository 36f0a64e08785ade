import { useState } from 'react';
import type { FocalPoint } from '../../../shared/task/focal-point.ts';
import { useTask } from '../../store/queue-store.ts';
import { PointPad } from '../../ui/point-pad.tsx';
import { Landscape } from '../../ui/landscape.tsx';
import { sourcePictureUrl } from '../tasks/picture-url.ts';
import { usePreviewedTaskId } from './use-preview.ts';

interface FocalFieldProps {
  point: FocalPoint;
  onChange: (point: FocalPoint) => void;
}

/** The point to keep, on the picture that the preview shows; without one, on a drawing. */
export function FocalField({ point, onChange }: FocalFieldProps) {
  const task = useTask(usePreviewedTaskId());
  const [brokenId, setBrokenId] = useState<string | null>(null);
  const isShown = task !== undefined && task.id !== brokenId;
  return (
    <div className="output-focal">
      <PointPad label="Point to keep" point={point} onChange={onChange}>
        {isShown ? (
          <img
            src={sourcePictureUrl(task)}
            alt=""
            draggable={false}
            onError={() => setBrokenId(task.id)}
          />
        ) : (
          <Landscape light="noon" className="output-focal-drawing" />
        )}
      </PointPad>
    </div>
  );
}
