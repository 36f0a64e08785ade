import type { Change } from '../../shared/task/change.ts';

/** A screen needs no more than 20 updates a second. Milliseconds. */
const gatherMs = 50;
/** Keeps one message to some hundred kilobytes. */
const mostInMessage = 1_000;

function keyOf(change: Change): string {
  if (change.kind === 'task') return `task:${change.task.id}`;
  if (change.kind === 'batch') return `batch:${change.batch.id}`;
  return change.kind === 'queue' ? 'queue' : `removed:${change.number}`;
}

export interface ChangeGatherer {
  readonly add: (changes: readonly Change[]) => void;
  /** Drops what waits and stops the clock. */
  readonly close: () => void;
}

/**
 * Hands over changes some 50 ms after the first of them, the last one a task only, in the order of their numbers
 * and at most 1,000 at a time.
 */
export function gatherChanges(send: (changes: readonly Change[]) => void): ChangeGatherer {
  const gathered = new Map<string, Change>();
  let timer: NodeJS.Timeout | null = null;

  const flush = () => {
    timer = null;
    const changes = [...gathered.values()].toSorted((a, b) => a.number - b.number);
    gathered.clear();
    for (let at = 0; at < changes.length; at += mostInMessage) {
      send(changes.slice(at, at + mostInMessage));
    }
  };

  return {
    add(changes) {
      for (const change of changes) gathered.set(keyOf(change), change);
      timer ??= setTimeout(flush, gatherMs);
    },
    close() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      gathered.clear();
    },
  };
}
