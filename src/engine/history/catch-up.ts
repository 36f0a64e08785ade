import type { DatabaseSync } from 'node:sqlite';
import { foldSomeNames } from './folded-names.ts';
import { moveSomeResults } from './earlier-results.ts';

/** Between two steps, so that whoever shares this thread gets most of it. */
const stepAfterMs = 40;

/** What an earlier version left to do; each does some of it and answers whether there is more. */
const works = [moveSomeResults, foldSomeNames];

/**
 * Does what a migration would take too long for, step by step, until it is told to stop. Results are begun with at once, which is
 * all of them for most. `quiet` is that of the history.
 */
export function catchUpSlowly(database: DatabaseSync, quiet: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const stepLater = () => {
    if (!isStopped) timer = setTimeout(() => void quiet().then(step), stepAfterMs).unref();
  };
  const isMoreIn = (steps: typeof works): boolean => {
    try {
      return !isStopped && database.isOpen && steps.some((work) => work(database));
    } catch {
      // Another process holds the database, or the disk is full: the next start goes on.
      return false;
    }
  };
  const step = () => {
    if (isMoreIn(works)) stepLater();
  };
  isMoreIn([moveSomeResults]);
  stepLater();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
