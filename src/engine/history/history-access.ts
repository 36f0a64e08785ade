import { setImmediate as laterTurn } from 'node:timers/promises';
import type { ClearingNews, HistoryPage, HistoryQuery } from '../../shared/task/history.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { HistoryStore } from '../ports.ts';

/** What there ever was, beside the queue. */
export interface HistoryAccess {
  searchHistory(query: HistoryQuery): Promise<HistoryPage>;
  /**
   * Forgets settled tasks that ended before then (milliseconds since 1970), little by little. Resolves with how many. What is
   * left when it is aborted or the engine is closed stays.
   */
  forgetHistory(settledBefore: number, options?: ForgetOptions): Promise<number>;
}

export interface ForgetOptions {
  readonly signal?: AbortSignal;
  /** Called after each step: often. */
  readonly onProgress?: (news: ClearingNews) => void;
}

export interface HistoryControl extends HistoryAccess {
  /** Nothing more is forgotten. */
  readonly close: () => void;
}

/** Places looked at in one turn: about 5 ms when all of them are forgotten. */
const placesOfTurn = 50;

export function createHistoryAccess(
  history: HistoryStore,
  ledger: Pick<Ledger, 'hasSource' | 'drop'>,
): HistoryControl {
  const closing = new AbortController();
  const isUsed = (path: string) => ledger.hasSource(path);
  return {
    searchHistory: (query) => history.searchAsync(query),
    async forgetHistory(settledBefore, { signal, onProgress } = {}) {
      const isOver = () => closing.signal.aborted || signal?.aborted === true;
      const [first, last] = history.placesBefore(settledBefore);
      let count = 0;
      for (let after: number | null = first - 1; after !== null && !isOver();) {
        const step = { settledBefore, after, last, limit: placesOfTurn, isUsed };
        const { taskIds, next } = history.forgetSome(step);
        ledger.drop(taskIds);
        count += taskIds.length;
        after = next;
        const done = (next ?? last) - first;
        onProgress?.({
          count,
          fraction: Math.min(1, Math.max(0, done / Math.max(1, last - first))),
        });
        await laterTurn();
        await history.quiet();
      }
      if (count > 0 && !isOver()) await history.forgetUnused(isUsed);
      return count;
    },
    close: () => closing.abort(),
  };
}
