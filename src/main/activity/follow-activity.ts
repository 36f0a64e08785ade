import type { Change } from '../../shared/task/change.ts';
import { isSettled } from '../../shared/task/status.ts';
import { emptyTally, retally, settledOf, type Tally } from '../../shared/task/tally.ts';
import type { BatchId, TaskId } from '../../shared/task/task.ts';

/** What the desktop around the window is told. A run begins with the first unfinished task and ends with the last. */
export interface ActivityListener {
  /** `fraction` of the run that is done (0–1); null when nothing is to do. */
  onProgress(fraction: number | null): void;
  /** How the tasks of the run ended. */
  onFinished(ended: Tally): void;
}

export interface Activity {
  update(changes: readonly Change[]): void;
}

/** Follows the queue by its changes alone. `unfinished` are the tasks that were waiting when it began. */
export function followActivity(
  listener: ActivityListener,
  unfinishedAtStart: Iterable<TaskId> = [],
): Activity {
  const unfinished = new Set<TaskId>(unfinishedAtStart);
  const walking = new Set<BatchId>();
  let ended = emptyTally;
  let isRunning = unfinished.size > 0;

  function apply(change: Change): void {
    if (change.kind === 'task') {
      const { id, status } = change.task;
      if (!isSettled(status)) unfinished.add(id);
      else if (unfinished.delete(id) || change.task.attempts > 0)
        ended = retally(ended, null, status);
    }
    if (change.kind === 'removed') for (const id of change.taskIds) unfinished.delete(id);
    if (change.kind === 'batch' && change.batch.isWalking) walking.add(change.batch.id);
    if (change.kind === 'batch' && !change.batch.isWalking) walking.delete(change.batch.id);
  }

  function tell(): void {
    const settled = settledOf(ended);
    if (unfinished.size > 0 || walking.size > 0) {
      isRunning = true;
      listener.onProgress(settled / Math.max(1, settled + unfinished.size));
      return;
    }
    listener.onProgress(null);
    if (isRunning || settled > 0) listener.onFinished(ended);
    isRunning = false;
    ended = emptyTally;
  }

  return {
    update(changes) {
      for (const change of changes) apply(change);
      tell();
    },
  };
}
