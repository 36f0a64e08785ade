import type { HistoryPage, HistoryQuery } from '../../shared/task/history.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { HistoryStore } from '../ports.ts';

/** What there ever was, beside the queue. */
export interface HistoryAccess {
  searchHistory(query: HistoryQuery): HistoryPage;
  /** Forgets settled tasks that ended before then (milliseconds since 1970). Returns how many. */
  forgetHistory(settledBefore: number): number;
}

export function createHistoryAccess(
  history: HistoryStore,
  ledger: Pick<Ledger, 'tasks' | 'drop'>,
): HistoryAccess {
  return {
    searchHistory: (query) => history.search(query),
    forgetHistory(settledBefore) {
      const forgotten = Array.from(ledger.tasks(), ({ task }) => task)
        .filter((task) => 'finishedAt' in task && task.finishedAt < settledBefore)
        .map((task) => task.id);
      const count = history.forget({ settledBefore });
      ledger.drop(forgotten);
      return count;
    },
  };
}
