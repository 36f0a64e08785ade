import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Recipe } from '../../shared/task/recipe.ts';
import type { BatchId, Task } from '../../shared/task/task.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { StoredTask } from '../ports.ts';

export interface WaitingWork
  extends Pick<StoredTask, 'root' | 'counter'>, Pick<Task, 'sourcePath' | 'queuedAt'> {
  readonly recipe: Recipe;
}

const workOf = ({ task, root, counter }: StoredTask, recipe: Recipe): WaitingWork => {
  const { sourcePath, queuedAt } = task;
  return { sourcePath, queuedAt, root, counter, recipe };
};

/** Places in the queue that are looked at, and tasks at each: a look costs the same however many wait. */
const places = 32;
const tasksAtPlace = 4;
/** Tasks just before one that may be running still. */
const before = 64;

/**
 * A sample of what is still to be made beside and behind a task, in its order; where more waits than it holds, also what may lie in
 * the folders that the batch was made of.
 */
export function waitingSample(
  ledger: Pick<Ledger, 'snapshot' | 'listAfter' | 'findBatch' | 'get'>,
  { task }: StoredTask,
): WaitingWork[] {
  const { batchId, position: after } = task;
  const { lastPosition } = ledger.snapshot();
  const step = Math.max(tasksAtPlace, (lastPosition - after) / places);
  const starts = Array.from({ length: places }, (_, at) => Math.floor(after + at * step));
  const ahead = ledger.listAfter(Math.max(-1, after - before - 1), before).tasks;
  const behind = [...starts, Math.max(after, lastPosition - tasksAtPlace)].flatMap(
    (start) => ledger.listAfter(start, tasksAtPlace).tasks,
  );
  const sampled = [...ahead, ...behind]
    .filter(({ status }) => status === 'queued' || status === 'running')
    .flatMap(({ id, batchId: of }) => {
      const recipe = ledger.findBatch(of)?.batch.recipe;
      const found = ledger.get(id);
      return recipe && found ? [workOf(found, recipe)] : [];
    });
  const own = ledger.findBatch(batchId);
  if (!own || step === tasksAtPlace) return sampled;
  const { queuedAt } = task;
  const inRoots = own.roots.map((root) => {
    return {
      sourcePath: join(root, 'picture'),
      queuedAt,
      root,
      counter: 0,
      recipe: own.batch.recipe,
    };
  });
  return [...sampled, ...inRoots];
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
