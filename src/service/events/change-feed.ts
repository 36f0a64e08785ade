import type { Engine } from '../../engine/index.ts';
import type { Change } from '../../shared/task/change.ts';

/** What a late reader can still be told. About 10 MB. */
const changesKept = 10_000;

export interface ChangeFeed {
  /** Of the newest change. */
  readonly lastNumber: number;
  /** The next changes above that number, in order and at most so many; null when some are not kept any more. */
  after(number: number, most: number): readonly Change[] | null;
  /** Calls back when there is something new. */
  subscribe(listener: () => void): () => void;
  close(): void;
}

/** The index of the first change with a higher number. They are in order. */
function firstAbove(changes: readonly Change[], number: number): number {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((changes[middle]?.number ?? Infinity) <= number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Follows the engine and keeps its newest changes, so that a reader can go on where it was cut off. */
export function createChangeFeed(engine: Engine): ChangeFeed {
  const listeners = new Set<() => void>();
  let lastNumber = engine.snapshot().number;
  let firstKept = lastNumber;
  let kept: Change[] = [];

  const unsubscribe = engine.subscribe((changes) => {
    kept.push(...changes);
    lastNumber = changes.at(-1)?.number ?? lastNumber;
    if (kept.length > 2 * changesKept) {
      const left = kept.splice(0, kept.length - changesKept);
      firstKept = left.at(-1)?.number ?? firstKept;
    }
    for (const listener of listeners) listener();
  });

  return {
    get lastNumber() {
      return lastNumber;
    },
    after(number, most) {
      if (number < firstKept) return null;
      const first = firstAbove(kept, number);
      return kept.slice(first, first + most);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      unsubscribe();
      listeners.clear();
      kept = [];
    },
  };
}
