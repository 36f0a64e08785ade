import type { Failure, SkipReason } from '../../shared/task/failure.ts';
import type { Task } from '../../shared/task/task.ts';
import type { Made } from '../ports.ts';

/** When a task came to its end. `durationMs` is the last attempt's run time; null if none ran. */
export interface Ending {
  readonly finishedAt: number;
  readonly durationMs: number | null;
}

/** What a task is whatever its status; drops what belongs to the status it had. */
function factsOf(task: Task) {
  const { id, batchId, number, position, sourcePath, sizeBytes, attempts, queuedAt } = task;
  const named = task.name === undefined ? {} : { name: task.name };
  return { id, batchId, number, position, sourcePath, sizeBytes, attempts, queuedAt, ...named };
}

export function asQueued(task: Task, queuedAt: number): Task {
  return { ...factsOf(task), status: 'queued', queuedAt };
}

/** Counts one more attempt. */
export function asRunning(task: Task, startedAt: number): Task {
  return { ...factsOf(task), status: 'running', attempts: task.attempts + 1, startedAt };
}

/** Succeeded; or failed, with what was made, when an output is missing: a task is done only when all of it is. */
export function asMade(task: Task, ending: Ending, made: Made): Task {
  const { source, outputs, notes, faults = [] } = made;
  const facts = { ...factsOf(task), ...ending };
  const [first] = faults;
  if (!first) return { ...facts, source, outputs, notes, status: 'succeeded' };
  const partly = { outputs, failedOutputs: faults.map(({ name }) => name) };
  return { ...facts, status: 'failed', failure: first.failure, partly };
}

export function asFailed(task: Task, ending: Ending, failure: Failure): Task {
  return { ...factsOf(task), ...ending, status: 'failed', failure };
}

export function asCancelled(task: Task, ending: Ending): Task {
  return { ...factsOf(task), ...ending, status: 'cancelled' };
}

export function asSkipped(task: Task, ending: Ending, reason: SkipReason): Task {
  return { ...factsOf(task), ...ending, status: 'skipped', reason };
}
