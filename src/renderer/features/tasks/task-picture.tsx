import './task-picture.css';
import { Image, ImageOff } from 'lucide-react';
import { useState } from 'react';
import { formats } from '../../../shared/formats/formats.ts';
import { outputsOf, outputToShow } from '../../../shared/task/outputs-of.ts';
import type { Task } from '../../../shared/task/task.ts';
import { thumbline } from '../../store/bridge.ts';
import { classNames } from '../../ui/button.tsx';
import { LoadingImage } from '../../ui/skeleton.tsx';

const versionOf = ({ id, number }: Task) => ({ id, number });

/** Where the picture a task made can be fetched; another one after each run. */
export function pictureUrl(task: Task): string {
  const name = outputToShow(task)?.name ?? null;
  return thumbline.pictureUrl(versionOf(task), { index: null, name });
}

/** Where one of a task's files can be fetched, by its place among them. */
export function outputUrl(task: Task, index: number): string {
  const name = outputsOf(task)[index]?.name ?? null;
  return thumbline.pictureUrl(versionOf(task), { index, name });
}

/** Of a source that has pages, one that the task need not show. */
export function sourcePageUrl({ id, number }: Task, page: number): string {
  return thumbline.pictureUrl({ id, number }, { page });
}

/** The source, made small enough for a screen. */
export function sourcePictureUrl({ id, number }: Pick<Task, 'id' | 'number'>): string {
  return thumbline.pictureUrl({ id, number }, 'source');
}

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
