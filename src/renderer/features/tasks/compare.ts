import { outputsOf } from '../../../shared/task/outputs-of.ts';
import type { Task } from '../../../shared/task/task.ts';
import { thumbline } from '../../store/bridge.ts';
import { useView } from '../../store/view-store.ts';

/** Whether there is something to hold against the source. */
export const canCompare = (task: Task | undefined): task is Task =>
  task !== undefined && thumbline.can.compares && outputsOf(task).length > 0;

/** Opens the full-size comparison; false where there is nothing to compare. */
export function openCompare(task: Task | undefined): boolean {
  if (!canCompare(task)) return false;
  useView.getState().compare(task.id);
  return true;
}
