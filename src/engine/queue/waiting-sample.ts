import { dirname, join } from 'node:path';
import { setImmediate as laterTurn, setTimeout as delay } from 'node:timers/promises';
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

type Looked = Pick<Ledger, 'snapshot' | 'listAfter' | 'findBatch' | 'get'>;

/** Places in the queue that are looked at, and tasks at each: a look costs the same however many wait. */
const places = 32;
const tasksAtPlace = 4;
/** Tasks just before one that may be running still. */
const before = 64;

const isUnmade = ({ status }: Task) => status === 'queued' || status === 'running';

function workFor(ledger: Looked, { id, batchId }: Task): WaitingWork[] {
  const recipe = ledger.findBatch(batchId)?.batch.recipe;
  const found = ledger.get(id);
  return recipe && found ? [workOf(found, recipe)] : [];
}

/** A sample of what is still to be made beside and behind a task, in its order. */
export function waitingSample(ledger: Looked, { task }: StoredTask): WaitingWork[] {
  const { position: after } = task;
  const { lastPosition } = ledger.snapshot();
  const step = Math.max(tasksAtPlace, (lastPosition - after) / places);
  const starts = Array.from({ length: places }, (_, at) => Math.floor(after + at * step));
  const ahead = ledger.listAfter(Math.max(-1, after - before - 1), before).tasks;
  const behind = [...starts, Math.max(after, lastPosition - tasksAtPlace)].flatMap(
    (start) => ledger.listAfter(start, tasksAtPlace).tasks,
  );
  return [...ahead, ...behind].filter(isUnmade).flatMap((one) => workFor(ledger, one));
}

/** What may lie in the folders that a batch was made of. */
function workInRoots(ledger: Looked, { batchId, queuedAt }: Task): WaitingWork[] {
  const own = ledger.findBatch(batchId);
  if (!own) return [];
  const { recipe } = own.batch;
  return own.roots.map((root) => ({
    sourcePath: join(root, 'picture'),
    queuedAt,
    root,
    counter: 0,
    recipe,
  }));
}

/** Some two seconds of work, a few milliseconds in a turn. */
const mostLookedThrough = 100_000;
const tasksOfTurn = 128;

/**
 * One picture of each folder from which something is still to be made beside and behind a task. Of more than `mostLookedThrough` tasks, what
 * may lie in the folders that its batch was made of stands for the rest.
 */
export async function waitingFolders(
  ledger: Looked,
  { task }: StoredTask,
): Promise<readonly WaitingWork[]> {
  const seen = new Set<string>();
  const found: WaitingWork[] = [];
  let after: number | null = Math.max(-1, task.position - before - 1);
  for (let left = mostLookedThrough; after !== null && left > 0; left -= tasksOfTurn) {
    const page = ledger.listAfter(after, tasksOfTurn);
    for (const one of page.tasks.filter(isUnmade)) {
      const key = `${one.batchId}\0${dirname(one.sourcePath)}`;
      if (!seen.has(key)) found.push(...workFor(ledger, one));
      seen.add(key);
    }
    after = page.next;
    await laterTurn();
  }
  return after === null ? found : [...found, ...workInRoots(ledger, task)];
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
