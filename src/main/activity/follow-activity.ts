import type { Engine } from '../../engine/index.ts';
import type { Change } from '../../shared/task/change.ts';
import { isSettled } from '../../shared/task/status.ts';
import { emptyTally, retally, settledOf, type Tally } from '../../shared/task/tally.ts';
import type { BatchId, Task, TaskId } from '../../shared/task/task.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';

/** What the desktop around the window is told. A run begins with the first unfinished task and ends with the last. */
export interface ActivityListener {
  /** `fraction` of the run that is done (0–1); null when nothing is to do. */
  onProgress(fraction: number | null): void;
  /** How the tasks of the run ended. */
  onFinished(ended: Tally): void;
}

/** Those that were tried, or looked at and found as they were: what is told of for other reasons is no part of the run. */
const wasLookedAt = (task: Task) =>
  task.attempts > 0 || (task.status === 'skipped' && task.reason === 'unchanged');

interface Activity {
  update(changes: readonly Change[]): void;
  /** Whether pictures are still to be made or looked for. */
  readonly isBusy: () => boolean;
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
      else if (unfinished.delete(id) || wasLookedAt(change.task))
        ended = retally(ended, null, status);
    }
    if (change.kind === 'removed') for (const id of change.taskIds) unfinished.delete(id);
    if (change.kind === 'batch' && change.batch.isWalking) walking.add(change.batch.id);
    if (change.kind === 'batch' && !change.batch.isWalking) walking.delete(change.batch.id);
  }

  const isBusy = () => unfinished.size > 0 || walking.size > 0;

  function tell(): void {
    const settled = settledOf(ended);
    if (isBusy()) {
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
    isBusy,
  };
}

/** What a notification says when a run has ended; null when nothing in it is worth saying. */
export function finishedWords(ended: Tally) {
  const { succeeded: done, failed, skipped, cancelled } = ended;
  if (done + failed + skipped === 0) return null;
  return {
    title: failed > 0 ? desktopWords('finished.titleWithFailures') : titleWithoutFailures(done),
    body: desktopWords('finished.body', { done, failed, skipped, cancelled }),
  };
}

const titleWithoutFailures = (done: number) =>
  desktopWords(done > 0 ? 'finished.title' : 'finished.titleOfNothing');

const pageSize = 5_000;

/** The tasks that a start found waiting from before. */
export function* unfinishedTasks(engine: Pick<Engine, 'listTasks'>): Generator<TaskId> {
  let after: number | null = -1;
  while (after !== null) {
    const { tasks, next }: ReturnType<Engine['listTasks']> = engine.listTasks(after, pageSize);
    for (const { id, status } of tasks) if (!isSettled(status)) yield id;
    after = next;
  }
}
