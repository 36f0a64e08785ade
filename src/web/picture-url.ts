import { outputsOf, outputToShow } from '../shared/task/outputs-of.ts';
import type { Output, Task } from '../shared/task/task.ts';

/** Where the picture a task made can be fetched; another one after each run. */
export function pictureUrl(task: Task): string {
  return urlOf(task, outputToShow(task));
}

/** Where one of a task's files can be fetched, by its place among them. */
export function outputUrl(task: Task, output: number): string {
  return urlOf(task, outputsOf(task)[output] ?? null);
}

function urlOf(task: Task, output: Output | null): string {
  const name = output === null ? '' : `/${encodeURIComponent(output.name)}`;
  return `/convert/${task.id}/output${name}?v=${task.number}`;
}

/** The upload, if a browser can show it. */
export function sourcePictureUrl(task: Pick<Task, 'id' | 'number'>): string {
  return `/convert/${task.id}/picture?v=${task.number}`;
}
