import type { Failure, SkipReason } from '../../shared/task/failure.ts';
import type { PartlyMade, Task } from '../../shared/task/task.ts';
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

/** What an earlier attempt left stays known until the task succeeds or has nothing to do. */
function partlyOf(task: Task): { readonly partly?: PartlyMade } {
  return 'partly' in task && task.partly ? { partly: task.partly } : {};
}

export function asQueued(task: Task, queuedAt: number): Task {
  return { ...factsOf(task), ...partlyOf(task), status: 'queued', queuedAt };
}

/** Waits again because another task's worker was lost: its attempt does not count. */
export function asReturned(task: Task): Task {
  const attempts = Math.max(0, task.attempts - 1);
  return { ...factsOf(task), ...partlyOf(task), status: 'queued', attempts };
}

/** Counts one more attempt. */
export function asRunning(task: Task, startedAt: number): Task {
  const attempts = task.attempts + 1;
  return { ...factsOf(task), ...partlyOf(task), status: 'running', attempts, startedAt };
}

/** Succeeded; or failed, with what was made, when an output is missing: a task is done only when all of it is. */
export function asMade(task: Task, ending: Ending, made: Made): Task {
  const { source, outputs, notes, faults = [], fingerprints } = made;
  const facts = { ...factsOf(task), ...ending };
  const [first] = faults;
  if (!first) return { ...facts, source, outputs, notes, status: 'succeeded' };
  if (outputs.length === 0) return { ...facts, status: 'failed', failure: first.failure };
  const failedOutputs = faults.map(({ name }) => name);
  const partly = { outputs, failedOutputs, ...(fingerprints && { fingerprints }) };
  return { ...facts, status: 'failed', failure: first.failure, partly };
}

/** The task with what stands now, where an attempt has looked; left out, what stood before still counts. */
export function withPartly(task: Task, partly?: PartlyMade | null): Task {
  if (partly === undefined || task.status !== 'running') return task;
  const { partly: _before, ...rest } = task;
  return partly === null ? rest : { ...rest, partly };
}

export function asFailed(task: Task, ending: Ending, failure: Failure): Task {
  return { ...factsOf(task), ...ending, ...partlyOf(task), status: 'failed', failure };
}

export function asCancelled(task: Task, ending: Ending): Task {
  return { ...factsOf(task), ...ending, ...partlyOf(task), status: 'cancelled' };
}

export function asSkipped(task: Task, ending: Ending, reason: SkipReason): Task {
  return { ...factsOf(task), ...ending, status: 'skipped', reason };
}
