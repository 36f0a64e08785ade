import type { Output, Task } from './task.ts';

/** The files that a task made: all of them, or those that stand when others failed. */
export function outputsOf(task: Task): readonly Output[] {
  if (task.status === 'succeeded') return task.outputs;
  return task.status === 'skipped' ? [] : (task.partly?.outputs ?? []);
}
