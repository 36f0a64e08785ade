import type { Engine } from '../../engine/index.ts';
import type { Change } from '../../shared/task/change.ts';
import { outputsOf } from '../../shared/task/outputs-of.ts';
import { isSettled } from '../../shared/task/status.ts';
import { emptyTally, retally, type Tally } from '../../shared/task/tally.ts';
import type { BatchId, Task, TaskId } from '../../shared/task/task.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';

/** A batch of which nothing is left to do. */
export interface FinishedBatch {
  readonly id: BatchId;
  /** How its tasks ended in this run. */
  readonly ended: Tally;
  /** One of the results that this run made; null where it made none. */
  readonly resultPath: string | null;
}

/** What the desktop around the window is told. A run begins with the first unfinished task and ends with the last. */
export interface ActivityListener {
  /** `fraction` of the run that is done (0–1) and how many pictures are left; null when nothing is to do. */
  onProgress(fraction: number | null, leftCount: number): void;
  /** Once for each batch. */
  onFinished(batch: FinishedBatch): void;
}

/** Those that were tried, or looked at and found as they were: what is told of for other reasons is no part of the run. */
const wasLookedAt = (task: Task) =>
  task.attempts > 0 || (task.status === 'skipped' && task.reason === 'unchanged');

interface Activity {
  update(changes: readonly Change[]): void;
  /** Whether pictures are still to be made or looked for. */
  readonly isBusy: () => boolean;
}

/** A batch of which something ran, until nothing is left to do of it. */
interface BatchRun {
  leftCount: number;
  ended: Tally;
  resultPath: string | null;
}

/** Follows the queue by its changes alone. `unfinished` are the tasks that were waiting when it began, with their batches. */
export function followActivity(
  listener: ActivityListener,
  unfinishedAtStart: Iterable<readonly [TaskId, BatchId]> = [],
): Activity {
  const unfinished = new Map<TaskId, BatchId>();
  const walking = new Set<BatchId>();
  const runs = new Map<BatchId, BatchRun>();
  let endedCount = 0;

  function runOf(id: BatchId): BatchRun {
    const run = runs.get(id) ?? { leftCount: 0, ended: emptyTally, resultPath: null };
    runs.set(id, run);
    return run;
  }
  function begin(id: TaskId, batchId: BatchId): void {
    if (unfinished.has(id)) return;
    unfinished.set(id, batchId);
    runOf(batchId).leftCount += 1;
  }
  function leave(id: TaskId): boolean {
    const batchId = unfinished.get(id);
    if (batchId === undefined) return false;
    unfinished.delete(id);
    runOf(batchId).leftCount -= 1;
    return true;
  }
  function applyTask(task: Task): void {
    if (!isSettled(task.status)) {
      begin(task.id, task.batchId);
      return;
    }
    if (!leave(task.id) && !wasLookedAt(task)) return;
    const run = runOf(task.batchId);
    run.ended = retally(run.ended, null, task.status);
    run.resultPath ??= outputsOf(task)[0]?.path ?? null;
    endedCount += 1;
  }
  function apply(change: Change): void {
    if (change.kind === 'task') applyTask(change.task);
    if (change.kind === 'removed') change.taskIds.forEach(leave);
    if (change.kind !== 'batch') return;
    if (change.batch.isWalking) walking.add(change.batch.id);
    else walking.delete(change.batch.id);
  }

  const isBusy = () => unfinished.size > 0 || walking.size > 0;

  function tell(): void {
    const leftCount = unfinished.size;
    if (isBusy()) listener.onProgress(endedCount / Math.max(1, endedCount + leftCount), leftCount);
    else {
      listener.onProgress(null, 0);
      endedCount = 0;
    }
    for (const [id, run] of runs) {
      if (run.leftCount > 0 || walking.has(id)) continue;
      runs.delete(id);
      listener.onFinished({ id, ended: run.ended, resultPath: run.resultPath });
    }
  }

  for (const [id, batchId] of unfinishedAtStart) begin(id, batchId);
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
export function* unfinishedTasks(
  engine: Pick<Engine, 'listTasks'>,
): Generator<readonly [TaskId, BatchId]> {
  let after: number | null = -1;
  while (after !== null) {
    const { tasks, next }: ReturnType<Engine['listTasks']> = engine.listTasks(after, pageSize);
    for (const { id, batchId, status } of tasks) if (!isSettled(status)) yield [id, batchId];
    after = next;
  }
}
