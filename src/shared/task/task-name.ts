import { displayName } from '../paths/display-path.ts';
import type { Task } from './task.ts';

/** What people call the task's source: the name it was sent with, or that of its file. */
export function taskName(task: Pick<Task, 'name' | 'sourcePath'>): string {
  return task.name ?? displayName(task.sourcePath);
}
