import { create } from 'zustand';
import { isRetryable, isSettled } from '../../shared/task/status.ts';
import type { Task, TaskId } from '../../shared/task/task.ts';
import { taskOnQueue, useQueue } from './queue-store.ts';
import { throttle } from './throttle.ts';
import { useView } from './view-store.ts';

/** Looks a task up where its list has it: on the queue, or in the history. */
export type FindTask = (id: TaskId) => Task | undefined;

/** What can be done to some tasks, by what they are now. */
interface TaskGroups {
  readonly all: readonly TaskId[];
  readonly retryable: readonly TaskId[];
  readonly unsettled: readonly TaskId[];
  readonly settled: readonly TaskId[];
}

const noTasks: TaskGroups = { all: [], retryable: [], unsettled: [], settled: [] };

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

/** While tasks run, a large selection is gone through at most this often. */
const refreshMs = 400;

/** What can be done to the selected tasks. */
export const useSelectedGroups = create<TaskGroups>(() => noTasks);

function refresh(): void {
  const { ids } = useView.getState().selection;
  if (ids.size === 0 && useSelectedGroups.getState() === noTasks) return;
  useSelectedGroups.setState(ids.size === 0 ? noTasks : groupTasks(ids, taskOnQueue), true);
}

/** Keeps the groups up to date until it is told to stop. */
export function followSelection(): () => void {
  const stops = [
    useQueue.subscribe(throttle(refresh, refreshMs)),
    useView.subscribe((view, before) => {
      if (view.selection.ids !== before.selection.ids) refresh();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
