import './provisional-picture.css';
import { useState } from 'react';
import type { Task } from '../../../shared/task/task.ts';
import { tasksWords } from '../../../shared/words/areas/tasks.ts';
import { thumbline } from '../../store/bridge.ts';
import {
  forgetProvisional,
  maySeeProvisional,
  useProvisional,
} from '../../store/provisional-store.ts';
import { batchOf } from '../../store/queue-store.ts';
import { cutTo, provisionalShape } from './provisional-shape.ts';

/** Whether there is a picture of the source's own to look at until there is a result. */
export function useHasProvisional(task: Task): boolean {
  return useProvisional(({ found }) => found.has(task.id));
}

/** Whether such a picture is what stands for the task now. */
export function useSeesProvisional(task: Task): boolean {
  return useHasProvisional(task) && maySeeProvisional(task);
}

/** What the camera put into the file: where the result will be, as large as it, softer, and marked where there is room. */
export function ProvisionalPicture({ task }: { task: Task }) {
  const [box, setBox] = useState<string | undefined>();
  const recipe = batchOf(task)?.recipe;
  const shape = recipe ? provisionalShape(recipe) : null;
  return (
    <>
      <img
        className="provisional-picture"
        src={thumbline.pictureUrl({ id: task.id, number: 0 }, 'provisional')}
        alt=""
        draggable={false}
        decoding="async"
        style={{
          maxWidth: shape?.maxWidth ?? undefined,
          maxHeight: shape?.maxHeight ?? undefined,
          objectViewBox: box,
        }}
        onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => {
          if (shape?.ratio) setBox(cutTo(shape.ratio, { width, height }));
        }}
        onError={() => forgetProvisional(task.id)}
      />
      <span className="provisional-mark" aria-hidden>
        {tasksWords('provisional')}
      </span>
    </>
  );
}
