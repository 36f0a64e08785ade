import type { Task } from '../shared/task/task.ts';

/** Where the picture a task made can be fetched; another one after each run. */
export function pictureUrl(task: Pick<Task, 'id' | 'number'>): string {
  return `/convert/${task.id}/output?v=${task.number}`;
}

/** The upload, if a browser can show it. */
export function sourcePictureUrl(task: Pick<Task, 'id' | 'number'>): string {
  return `/convert/${task.id}/picture?v=${task.number}`;
}
