import { isRetryable, isSettled } from '../../../shared/task/status.ts';
import type { Task, TaskId } from '../../../shared/task/task.ts';
import { mirror } from '../../store/queue-store.ts';

/** What can be done to some tasks, by what they are now. */
export interface TaskGroups {
  readonly all: readonly TaskId[];
  readonly retryable: readonly TaskId[];
  readonly unsettled: readonly TaskId[];
  readonly settled: readonly TaskId[];
}

export function groupTasks(ids: Iterable<TaskId>): TaskGroups {
  const tasks = [...ids].map((id) => mirror.table.get(id)).filter((task) => task !== undefined);
  const idsWhere = (fits: (task: Task) => boolean) => tasks.filter(fits).map((task) => task.id);
  return {
    all: tasks.map((task) => task.id),
    retryable: idsWhere((task) => isRetryable(task.status)),
    unsettled: idsWhere((task) => !isSettled(task.status)),
    settled: idsWhere((task) => isSettled(task.status)),
  };
}
