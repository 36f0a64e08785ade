import type { Engine } from '../../engine/engine.ts';
import type { Change } from '../../shared/task/change.ts';

/** What a late reader can still be told. About 10 MB. */
const changesKept = 10_000;

export interface ChangeFeed {
  /** Of the newest change. */
  readonly lastNumber: number;
  /** Changes above that number, in order; null when some of them are not kept any more. */
  since(number: number): readonly Change[] | null;
  subscribe(listener: (changes: readonly Change[]) => void): () => void;
  close(): void;
}

/** Follows the engine and keeps its newest changes, so that a reader can go on where it was cut off. */
export function createChangeFeed(engine: Engine): ChangeFeed {
  const listeners = new Set<(changes: readonly Change[]) => void>();
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
    for (const listener of listeners) listener(changes);
  });

  return {
    get lastNumber() {
      return lastNumber;
    },
    since(number) {
      return number < firstKept ? null : kept.filter((change) => change.number > number);
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
