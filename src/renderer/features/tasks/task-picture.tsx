import './task-picture.css';
import { Image, ImageOff } from 'lucide-react';
import { useState } from 'react';
import { formats } from '../../../shared/formats/formats.ts';
import type { Task } from '../../../shared/task/task.ts';
import { classNames } from '../../ui/class-names.ts';
import { LoadingImage } from '../../ui/skeleton.tsx';
import { pictureUrl } from './picture-url.ts';

interface TaskPictureProps {
  task: Task;
  iconSize: number;
}

/** What the task made; until then, or if it cannot be shown, a quiet sign. */
export function TaskPicture({ task, iconSize }: TaskPictureProps) {
  const url = task.status === 'succeeded' ? pictureUrl(task) : null;
  const [loadedUrl, setLoadedUrl] = useState<string | null>(null);
  const [brokenUrl, setBrokenUrl] = useState<string | null>(null);
  if (task.status !== 'succeeded' || url === null || brokenUrl === url) {
    const Icon = task.status === 'failed' || brokenUrl !== null ? ImageOff : Image;
    return (
      <Icon
        className="task-picture-icon"
        data-status={task.status}
        size={iconSize}
        strokeWidth={1.25}
        aria-hidden
      />
    );
  }
  const mayShowThrough =
    loadedUrl === url && task.outputs.some(({ format }) => formats[format].writes.alpha);
  return (
    <LoadingImage
      className={classNames('task-picture', mayShowThrough && 'checkered')}
      src={url}
      onDecoded={() => setLoadedUrl(url)}
      onBroken={() => setBrokenUrl(url)}
    />
  );
}
