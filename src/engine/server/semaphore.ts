import PQueue from 'p-queue';
import type { PoolOutcome } from '../worker-pool/outcome.ts';

/** Limits how many attempts use the workers of this computer at once. */
export interface Semaphore {
  setCount(count: number): void;
  /** Waits for a free slot. If the signal fires before there is one, `work` is not started. */
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
