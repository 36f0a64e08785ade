import type { Recipe } from '../../shared/task/recipe.ts';
import type { Ledger } from '../ledger/ledger.ts';

export interface WaitingWork {
  readonly sourcePath: string;
  readonly recipe: Recipe;
}

/** Places in the queue that are looked at, and tasks at each: a look costs the same however many wait. */
const places = 8;
const tasksAtPlace = 16;

/** A sample of what waits behind a position, in its order. */
export function waitingSample(
  ledger: Pick<Ledger, 'snapshot' | 'listAfter' | 'findBatch'>,
  after: number,
): WaitingWork[] {
  const step = Math.max(tasksAtPlace, (ledger.snapshot().lastPosition - after) / places);
  const starts = Array.from({ length: places }, (_, at) => Math.floor(after + at * step));
  return starts
    .flatMap((start) => ledger.listAfter(start, tasksAtPlace).tasks)
    .filter(({ status }) => status === 'queued')
    .flatMap(({ batchId, sourcePath }) => {
      const stored = ledger.findBatch(batchId);
      return stored ? [{ sourcePath, recipe: stored.batch.recipe }] : [];
    });
}
