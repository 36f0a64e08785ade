import { useEffect } from 'react';
import type { TaskId } from '../../../shared/task/task.ts';
import { thumbline } from '../../store/bridge.ts';
import { seeTasks } from '../../store/provisional-store.ts';

/** Has the files of the tasks on the page looked into, where the bridge does that. */
export function usePeeking(drawn: readonly TaskId[]): void {
  useEffect(() => {
    if (thumbline.can.provisional) seeTasks(drawn);
  }, [drawn]);
}
