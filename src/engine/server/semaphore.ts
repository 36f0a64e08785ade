import PQueue from 'p-queue';
import type { PoolOutcome } from '../worker-pool/outcome.ts';

/** The workers of this computer, when more attempts are under way than it has room for. */
export interface Semaphore {
  setCount(count: number): void;
  /** Waits for a turn; aborted before it came, `work` is not begun. */
  run(work: () => Promise<PoolOutcome>, signal: AbortSignal): Promise<PoolOutcome>;
}

export function createSemaphore(count: number): Semaphore {
  const queue = new PQueue({ concurrency: count });
  return {
    setCount(next) {
      queue.concurrency = next;
    },
    run(work, signal) {
      const end = Promise.withResolvers<PoolOutcome>();
      let hasBegun = false;
      const giveUp = () => {
        if (!hasBegun) end.resolve({ kind: 'aborted' });
      };
      signal.addEventListener('abort', giveUp, { once: true });
      const run = async () => {
        hasBegun = true;
        if (signal.aborted) end.resolve({ kind: 'aborted' });
        else await work().then(end.resolve, end.reject);
      };
      void queue.add(run);
      return end.promise.finally(() => signal.removeEventListener('abort', giveUp));
    },
  };
}
