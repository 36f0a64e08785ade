import { isRetryable, isSettled } from '../../shared/task/status.ts';
import type { Task, TaskId } from '../../shared/task/task.ts';

/** Looks a task up where its list has it: on the queue, or in the history. */
export type FindTask = (id: TaskId) => Task | undefined;

/** What can be done to some tasks, by what they are now. */
export interface TaskGroups {
  readonly all: readonly TaskId[];
  readonly retryable: readonly TaskId[];
  readonly unsettled: readonly TaskId[];
  readonly settled: readonly TaskId[];
}

export const noTasks: TaskGroups = { all: [], retryable: [], unsettled: [], settled: [] };

export function groupTasks(ids: Iterable<TaskId>, find: FindTask): TaskGroups {
  const all: TaskId[] = [];
  const retryable: TaskId[] = [];
  const unsettled: TaskId[] = [];
  const settled: TaskId[] = [];
  for (const id of ids) {
    const status = find(id)?.status;
    if (status === undefined) continue;
    all.push(id);
    if (isRetryable(status)) retryable.push(id);
    if (isSettled(status)) settled.push(id);
    else unsettled.push(id);
  }
  return { all, retryable, unsettled, settled };
}
