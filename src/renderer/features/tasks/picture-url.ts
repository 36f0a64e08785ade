import type { Task } from '../../../shared/task/task.ts';

/** Where the picture a task made can be fetched; another one after each run. */
export function pictureUrl(task: Pick<Task, 'id' | 'number'>): string {
  return `thumb://${task.id}/?v=${task.number}`;
}

/** Where one of a task's files can be fetched, by its place among them. */
export function outputUrl(task: Pick<Task, 'id' | 'number'>, output: number): string {
  return `thumb://${task.id}/output/${output}?v=${task.number}`;
}

/** The source, made small enough for a screen. */
export function sourcePictureUrl(task: Pick<Task, 'id' | 'number'>): string {
  return `thumb://${task.id}/source?v=${task.number}`;
}
