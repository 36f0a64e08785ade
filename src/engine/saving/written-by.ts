import type { Output, Task } from '../../shared/task/task.ts';
import type { WrittenFile } from '../files/file-identity.ts';

/** What the history knows of a file that a task made. */
export function writtenBy(task: Task, { path, sizeBytes, modifiedAt }: Output): WrittenFile {
  const finishedAt = 'finishedAt' in task ? task.finishedAt : 0;
  return { path, sizeBytes, finishedAt, ...(modifiedAt !== undefined && { modifiedAt }) };
}
