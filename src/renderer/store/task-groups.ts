import { isRetryable, isSettled } from '../../shared/task/status.ts';
import type { TaskId } from '../../shared/task/task.ts';
import { mirror } from './queue-store.ts';

/** What can be done to some tasks, by what they are now. */
export interface TaskGroups {
  readonly all: readonly TaskId[];
  readonly retryable: readonly TaskId[];
  readonly unsettled: readonly TaskId[];
  readonly settled: readonly TaskId[];
}

export const noTasks: TaskGroups = { all: [], retryable: [], unsettled: [], settled: [] };

export function groupTasks(ids: Iterable<TaskId>): TaskGroups {
  const all: TaskId[] = [];
  const retryable: TaskId[] = [];
  const unsettled: TaskId[] = [];
  const settled: TaskId[] = [];
  for (const id of ids) {
    const status = mirror.table.get(id)?.status;
    if (status === undefined) continue;
    all.push(id);
    if (isRetryable(status)) retryable.push(id);
    if (isSettled(status)) settled.push(id);
    else unsettled.push(id);
  }
  return { all, retryable, unsettled, settled };
}
