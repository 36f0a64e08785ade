import { create } from 'zustand';
import { taskOnQueue, useQueue } from './queue-store.ts';
import { groupTasks, noTasks, type TaskGroups } from './task-groups.ts';
import { throttle } from './throttle.ts';
import { useView } from './view-store.ts';

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
