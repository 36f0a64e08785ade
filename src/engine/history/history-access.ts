import { setImmediate as laterTurn } from 'node:timers/promises';
import type { HistoryPage, HistoryQuery } from '../../shared/task/history.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { HistoryStore } from '../ports.ts';

/** What there ever was, beside the queue. */
export interface HistoryAccess {
  searchHistory(query: HistoryQuery): Promise<HistoryPage>;
  /**
   * Forgets settled tasks that ended before then (milliseconds since 1970), little by little. Resolves with how many. What is
   * left when the engine is closed stays.
   */
  forgetHistory(settledBefore: number): Promise<number>;
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
  return {
    searchHistory: (query) => history.searchAsync(query),
    async forgetHistory(settledBefore) {
      let count = 0;
      for (let after: number | null = -1; after !== null && !closing.signal.aborted;) {
        const { taskIds, next } = history.forgetSome({ settledBefore, after, limit: placesOfTurn });
        ledger.drop(taskIds);
        count += taskIds.length;
        after = next;
        await laterTurn();
      }
      if (count > 0 && !closing.signal.aborted)
        await history.forgetUnused((path) => ledger.hasSource(path));
      return count;
    },
    close: () => closing.abort(),
  };
}
