import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Recipe } from '../../shared/task/recipe.ts';
import type { BatchId, Task } from '../../shared/task/task.ts';
import type { Ledger } from '../ledger/ledger.ts';

export interface WaitingWork {
  readonly sourcePath: string;
  readonly recipe: Recipe;
}

/** Places in the queue that are looked at, and tasks at each: a look costs the same however many wait. */
const places = 32;
const tasksAtPlace = 4;

/** A sample of what is still to be made behind a task, in its order, and what may lie in the folders that its batch was made of. */
export function waitingSample(
  ledger: Pick<Ledger, 'snapshot' | 'listAfter' | 'findBatch'>,
  { batchId, position: after }: Pick<Task, 'batchId' | 'position'>,
): WaitingWork[] {
  const { lastPosition } = ledger.snapshot();
  const step = Math.max(tasksAtPlace, (lastPosition - after) / places);
  const starts = Array.from({ length: places }, (_, at) => Math.floor(after + at * step));
  const sampled = [...starts, Math.max(after, lastPosition - tasksAtPlace)]
    .flatMap((start) => ledger.listAfter(start, tasksAtPlace).tasks)
    .filter(({ status }) => status === 'queued' || status === 'running')
    .flatMap((task) => {
      const stored = ledger.findBatch(task.batchId);
      return stored ? [{ sourcePath: task.sourcePath, recipe: stored.batch.recipe }] : [];
    });
  const own = ledger.findBatch(batchId);
  const inRoots = own?.roots.map((root) => ({
    sourcePath: join(root, 'picture'),
    recipe: own.batch.recipe,
  }));
  return [...sampled, ...(inRoots ?? [])];
}

/** Shorter than what a signal or closing the app may wait for. Milliseconds. */
const longestWalkMs = 3000;
const everyMs = 20;

/** Whether a batch has been walked, as soon as that is so; false when that takes longer than anybody should wait. */
export async function whenWalked(
  ledger: Pick<Ledger, 'findBatch'>,
  batchId: BatchId,
): Promise<boolean> {
  const isWalking = () => ledger.findBatch(batchId)?.batch.isWalking === true;
  const begunAt = performance.now();
  while (isWalking() && performance.now() - begunAt < longestWalkMs) await delay(everyMs);
  return !isWalking();
}
