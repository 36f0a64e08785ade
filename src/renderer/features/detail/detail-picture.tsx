import './detail-picture.css';
import { Image } from 'lucide-react';
import { useState } from 'react';
import type { Task } from '../../../shared/task/task.ts';
import { LoadingImage } from '../../ui/skeleton.tsx';
import { pictureUrl, sourcePictureUrl } from '../tasks/picture-url.ts';
import { CompareSlider } from './compare-slider.tsx';

/** Before and after; only the source while there is no result. */
export function DetailPicture({ task }: { task: Task }) {
  const source = sourcePictureUrl(task);
  const [brokenUrl, setBrokenUrl] = useState<string | null>(null);
  const markBroken = () => setBrokenUrl(source);
  const isBroken = brokenUrl === source;
  if (task.status === 'succeeded' && !isBroken) {
    return <CompareSlider before={source} after={pictureUrl(task)} onBroken={markBroken} />;
  }
  const shown = task.status === 'succeeded' ? pictureUrl(task) : source;
  return (
    <div
      className="detail-picture"
      data-empty={isBroken && task.status !== 'succeeded' ? '' : undefined}
    >
      {isBroken && task.status !== 'succeeded' ? (
        <Image className="task-picture-icon" size={36} strokeWidth={1.25} aria-hidden />
      ) : (
        <LoadingImage src={shown} onBroken={markBroken} />
      )}
    </div>
  );
}
