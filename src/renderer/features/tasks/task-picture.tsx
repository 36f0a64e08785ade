import './task-picture.css';
import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { formats } from '../../../shared/formats/formats.ts';
import { outputsOf, outputToShow } from '../../../shared/task/outputs-of.ts';
import type { Task } from '../../../shared/task/task.ts';
import { thumbline } from '../../store/bridge.ts';
import { classNames } from '../../ui/button.tsx';
import { PathIcon } from '../../ui/path-icon.tsx';
import { LoadingImage } from '../../ui/skeleton.tsx';
import { useWrittenNumber, writtenNumber } from '../../store/remade.ts';
import { forgetProvisional } from '../../store/provisional-store.ts';
import {
  ProvisionalPicture,
  useHasProvisional,
  useSeesProvisional,
} from './provisional-picture.tsx';

const versionOf = (task: Task) => ({ id: task.id, number: writtenNumber(task) });

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

/** Lucide's Image, whose three elements are one here. */
const picture =
  'M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z' +
  'M11 9a2 2 0 0 1-4 0a2 2 0 0 1 4 0zM21 15l-3.086-3.086a2 2 0 0 0-2.828 0L6 21';

interface TaskPictureProps {
  task: Task;
  iconSize: number;
}

/** Until there is anything to see, or if it cannot be shown. */
function TaskSign({ task, iconSize, isBroken }: TaskPictureProps & { isBroken: boolean }) {
  const look = {
    className: 'task-picture-icon',
    'data-status': task.status,
    size: iconSize,
    strokeWidth: 1.25,
  };
  return isBroken ? <ImageOff {...look} aria-hidden /> : <PathIcon {...look} d={picture} />;
}

/** What the task made; until then what the camera put into the file, or a quiet sign. */
export function TaskPicture({ task, iconSize }: TaskPictureProps) {
  useWrittenNumber(task);
  const url = task.status === 'succeeded' ? pictureUrl(task) : null;
  const [loadedUrl, setLoadedUrl] = useState<string | null>(null);
  const [brokenUrl, setBrokenUrl] = useState<string | null>(null);
  const hasProvisional = useHasProvisional(task);
  const seesProvisional = useSeesProvisional(task);
  const isBroken =
    task.status === 'failed' || (brokenUrl !== null && (url ?? brokenUrl) === brokenUrl);
  const showsResult = url !== null && !isBroken;
  const showsProvisional = showsResult ? hasProvisional : seesProvisional;
  const mayShowThrough =
    loadedUrl === url && outputsOf(task).some(({ format }) => formats[format].writes.alpha);
  return (
    <>
      {showsProvisional && <ProvisionalPicture task={task} />}
      {showsResult && (
        <LoadingImage
          className={classNames(
            'task-picture',
            mayShowThrough && 'checkered',
            hasProvisional && 'after-provisional',
          )}
          src={url}
          onDecoded={() => setLoadedUrl(url)}
          onBroken={() => setBrokenUrl(url)}
          onAnimationEnd={() => {
            // Only what came over another picture has an animation then; a skeleton's never ends.
            if (hasProvisional) forgetProvisional(task.id);
          }}
        />
      )}
      {!showsResult && !showsProvisional && (
        <TaskSign task={task} iconSize={iconSize} isBroken={isBroken} />
      )}
    </>
  );
}
