import { Worker } from 'node:worker_threads';
import type { HistoryPage, HistoryQuery } from '../../shared/task/history.ts';
import type { ThreadOrder } from './checkpoints.ts';

export interface SearchOrder {
  readonly id: number;
  readonly query: HistoryQuery;
}

export interface SearchAnswer {
  readonly id: number;
  readonly page: HistoryPage;
}

export interface Searches {
  /** Null when the thread is dead: then the caller has to do it. */
  search(query: HistoryQuery): Promise<HistoryPage | null>;
  close(): void;
}

/**
 * Searches in a thread with a connection of its own, which only reads: one without hits reads the whole table. The thread
 * starts with the first search. `entry` is the file of `history-thread`.
 */
export function createSearches(path: string, entry: URL | string): Searches {
  const waiting = new Map<number, (page: HistoryPage | null) => void>();
  let thread: Worker | null = null;
  let isDead = false;
  let lastId = 0;

  const onDeath = () => {
    isDead = true;
    for (const resolve of waiting.values()) resolve(null);
    waiting.clear();
  };
  const start = () => {
    const order: ThreadOrder = { path, does: 'searches' };
    const started = new Worker(entry, { workerData: order });
    started.on('message', ({ id, page }: SearchAnswer) => {
      waiting.get(id)?.(page);
      waiting.delete(id);
      if (waiting.size === 0) started.unref();
    });
    started.on('error', onDeath);
    started.on('exit', onDeath);
    return started;
  };

  return {
    search(query) {
      if (isDead) return Promise.resolve(null);
      thread ??= start();
      thread.ref();
      const { promise, resolve } = Promise.withResolvers<HistoryPage | null>();
      const id = (lastId += 1);
      waiting.set(id, resolve);
      const order: SearchOrder = { id, query };
      thread.postMessage(order);
      return promise;
    },
    close() {
      isDead = true;
      void thread?.terminate();
    },
  };
}
