import { sep } from 'node:path';
import { type LeftOutReason, nothingLeftOut } from '../../shared/task/batch.ts';
import type { Failure } from '../../shared/task/failure.ts';
import type { BatchId } from '../../shared/task/task.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { asCancelled, asFailed } from '../ledger/transitions.ts';
import type { FoundFile, Scheduler, StoredBatch, StoredTask } from '../ports.ts';

/** A drop of more files than this is a batch to wait for; fewer are wanted now. */
const fewFiles = 50;
const wantedNow = 10;
const canWait = 0;

export const foundPriority = canWait;

/** Files that were named themselves go before folders full of others, unless they are many. */
export function namedPriority(fileCount: number): number {
  return fileCount <= fewFiles ? wantedNow : canWait;
}

/** A batch that was not walked to its end, the tasks it has, and sources that were removed from it. */
export interface InterruptedWalk {
  readonly stored: StoredBatch;
  readonly existing: readonly StoredTask[];
  readonly removed: readonly string[];
}

/** Gives one batch its tasks, each source once. */
export interface BatchFilling {
  /** Those that carry a failure fail at once, and those that carry a reason are skipped. */
  add(files: readonly FoundFile[], priority: number): void;
  /** Tasks that are cancelled before they could start. */
  addCancelled(files: readonly FoundFile[]): void;
  /** A task that fails at once, for what was named and can never be a picture. */
  addFailed(path: string, failure: Failure): void;
  leaveOut(reasons: readonly LeftOutReason[]): void;
  /** Whether a file in the folder was named, or known before; not of those that a walk found. */
  hasNamedIn(folder: string): boolean;
}

/** Tells whether a path lies below the folder, as both are written. */
export function insideOf(folder: string): (path: string) => boolean {
  const inside = folder.endsWith(sep) ? folder : `${folder}${sep}`;
  return (path) => path.startsWith(inside);
}

const nothingYet = { existing: [], removed: [] };

/**
 * `existing` are the tasks that the batch already has, `removed` the sources it must not get back. What is left out is
 * counted again.
 */
export function createBatchFilling(
  { ledger, scheduler }: { readonly ledger: Ledger; readonly scheduler: Scheduler },
  batchId: BatchId,
  { existing, removed }: Pick<InterruptedWalk, 'existing' | 'removed'> = nothingYet,
): BatchFilling {
  // A walk gives each file once, so that what it finds need not be kept: of a million files that would be 100 MB.
  const sources = new Set([...existing.map(({ task }) => task.sourcePath), ...removed]);
  let lastCounter = existing.reduce((last, { counter }) => Math.max(last, counter), 0);
  let leftOut = nothingLeftOut;

  const addTasks = (files: readonly FoundFile[], priority: number) => {
    const fresh = files.filter(({ path }) => !sources.has(path));
    for (const { path, root } of fresh) if (root === null) sources.add(path);
    const firstCounter = lastCounter + 1;
    lastCounter += fresh.length;
    return ledger.addTasks(batchId, { files: fresh, priority, firstCounter });
  };

  const addFailed = (path: string, failure: Failure) => {
    const added = addTasks([{ path, root: null, sizeBytes: null }], 0);
    const ending = { finishedAt: Date.now(), durationMs: null };
    ledger.changeTasks(
      added.map(({ task }) => task.id),
      (task) => asFailed(task, ending, failure),
    );
  };

  return {
    add(files, priority) {
      const readable = files.filter((file) => file.failure === undefined);
      for (const { task } of addTasks(readable, priority))
        if (task.status === 'queued') scheduler.add(task.id, priority);
      for (const { path, failure } of files) if (failure) addFailed(path, failure);
    },
    addCancelled(files) {
      const ending = { finishedAt: Date.now(), durationMs: null };
      ledger.changeTasks(
        addTasks(files, 0).map(({ task }) => task.id),
        (task) => asCancelled(task, ending),
      );
    },
    addFailed,
    leaveOut(reasons) {
      if (reasons.length === 0) return;
      const counts = { ...leftOut };
      for (const reason of reasons) counts[reason] += 1;
      leftOut = counts;
      ledger.changeBatch(batchId, { leftOut });
    },
    hasNamedIn(folder) {
      const isInside = insideOf(folder);
      return [...sources].some(isInside);
    },
  };
}
