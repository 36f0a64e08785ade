import { tasksWords } from '../words/areas/tasks.ts';
import { isSettled, type TaskStatus, taskStatuses } from './status.ts';

/** How many tasks are in each status. */
export type Tally = Readonly<Record<TaskStatus, number>>;

export const emptyTally: Tally = {
  queued: 0,
  running: 0,
  succeeded: 0,
  failed: 0,
  cancelled: 0,
  skipped: 0,
};

/** Moves one task from a status (null: it is new) to another (null: it is gone). */
export function retally(tally: Tally, from: TaskStatus | null, to: TaskStatus | null): Tally {
  const next = { ...tally };
  if (from !== null) next[from] -= 1;
  if (to !== null) next[to] += 1;
  return next;
}

export function totalOf(tally: Tally): number {
  return Object.values(tally).reduce((sum, count) => sum + count, 0);
}

export function settledOf(tally: Tally): number {
  return taskStatuses.filter(isSettled).reduce((sum, status) => sum + tally[status], 0);
}

/** "2 skipped", "1 cancelled", "3 failed": what ended otherwise than done, as far as there is any. */
export function otherEndsWords({ skipped, cancelled, failed }: Tally): readonly string[] {
  const ends = [
    [skipped, 'skipped'],
    [cancelled, 'cancelled'],
    [failed, 'failed'],
  ] as const;
  return ends.flatMap(([count, status]) =>
    count > 0 ? [tasksWords(`ends.${status}`, { count })] : [],
  );
}
