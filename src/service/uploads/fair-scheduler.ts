import type { Change } from '../../shared/task/change.ts';
import { isSettled } from '../../shared/task/status.ts';
import type { UnfinishedTask } from '../../engine/index.ts';
import type { TaskId } from '../../shared/task/task.ts';

/**
 * Turns between submitters: each one's next task gets the turn after its last, and nobody's turn lies before what
 * runs now. One file of one person so goes before all but the first of another's 100,000.
 */
export interface FairScheduler {
  /** The priority of a new task: higher goes first. */
  take(submitter: string, taskId: TaskId): number;
  unfinishedOf(submitter: string): number;
  follow(changes: readonly Change[]): void;
}

interface Waiting {
  readonly submitter: string;
  readonly turn: number;
}

/** `earlier` are the tasks that were left unfinished by the life of the service before. */
export function createFairScheduler(earlier: readonly UnfinishedTask[] = []): FairScheduler {
  const unfinished = new Map<TaskId, Waiting>();
  const lastTurns = new Map<string, number>();
  const counts = new Map<string, number>();
  let present = 0;

  const settle = (taskId: TaskId) => {
    const waiting = unfinished.get(taskId);
    if (!waiting) return;
    unfinished.delete(taskId);
    const left = (counts.get(waiting.submitter) ?? 1) - 1;
    if (left > 0) counts.set(waiting.submitter, left);
    else {
      counts.delete(waiting.submitter);
      lastTurns.delete(waiting.submitter);
    }
    if (unfinished.size === 0) present = 0;
  };

  const wait = (taskId: TaskId, { submitter, turn }: Waiting) => {
    lastTurns.set(submitter, Math.max(turn, lastTurns.get(submitter) ?? 0));
    counts.set(submitter, (counts.get(submitter) ?? 0) + 1);
    unfinished.set(taskId, { submitter, turn });
  };

  let firstTurn = Infinity;
  for (const { taskId, submitter, priority } of earlier) {
    if (submitter === null) continue;
    wait(taskId, { submitter, turn: -priority });
    firstTurn = Math.min(firstTurn, -priority);
  }
  // Every turn before the first that waits is over.
  if (firstTurn < Infinity) present = Math.max(0, firstTurn - 1);

  return {
    take(submitter, taskId) {
      const turn = Math.max(present, lastTurns.get(submitter) ?? 0) + 1;
      wait(taskId, { submitter, turn });
      return -turn;
    },
    unfinishedOf: (submitter) => counts.get(submitter) ?? 0,
    follow(changes) {
      for (const change of changes) {
        if (change.kind === 'removed') change.taskIds.forEach(settle);
        if (change.kind !== 'task') continue;
        const { id, status } = change.task;
        if (status === 'running') present = Math.max(present, unfinished.get(id)?.turn ?? 0);
        else if (isSettled(status)) settle(id);
      }
    },
  };
}
