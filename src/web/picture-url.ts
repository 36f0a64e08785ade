import { outputToShow } from '../shared/task/output-to-show.ts';
import type { Task } from '../shared/task/task.ts';

/** Where the picture a task made can be fetched; another one after each run. */
export function pictureUrl(task: Task): string {
  const shown = outputToShow(task);
  const name = shown === null ? '' : `/${encodeURIComponent(shown.name)}`;
  return `/convert/${task.id}/output${name}?v=${task.number}`;
}

/** The upload, if a browser can show it. */
export function sourcePictureUrl(task: Pick<Task, 'id' | 'number'>): string {
  return `/convert/${task.id}/picture?v=${task.number}`;
}
