import { outputsOf, outputToShow } from '../../../shared/task/outputs-of.ts';
import type { Task } from '../../../shared/task/task.ts';
import { thumbline } from '../../store/bridge.ts';

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

/** The source, made small enough for a screen. */
export function sourcePictureUrl({ id, number }: Pick<Task, 'id' | 'number'>): string {
  return thumbline.pictureUrl({ id, number }, 'source');
}
