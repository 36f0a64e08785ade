import { splitExtension } from '../../shared/paths/safe-segment.ts';
import { formats } from '../../shared/formats/formats.ts';
import { outputsOf, taskName } from '../../shared/task/outputs-of.ts';
import type { Output, Task } from '../../shared/task/task.ts';

function hasSeveral(task: Task): boolean {
  const failed = 'partly' in task ? (task.partly?.failedOutputs.length ?? 0) : 0;
  return outputsOf(task).length + failed > 1;
}

/**
 * What a result is called outside the store, where its upload has no name: `dunes.jpg`, or `dunes-small.jpg` when there are
 * several of it. Not made safe.
 */
export function resultName(task: Task, { name, format }: Output): string {
  const [stem] = splitExtension(taskName(task));
  // Some names bring a sign of their own, as `@2x` does.
  const joint = /^[\p{L}\p{N}]/u.test(name) ? '-' : '';
  const suffix = hasSeveral(task) ? `${joint}${name}` : '';
  return `${stem}${suffix}.${formats[format].extensions[0]}`;
}
