import type { Queue } from 'bullmq';

export interface QueueRules {
  /** Jobs are counted. */
  readonly isLimited: boolean;
  setPaused(isPaused: boolean): Promise<void>;
  /** How many jobs may run at once on all workers together. */
  setConcurrency(count: number): Promise<void>;
  /** Writes all rules again: Redis may have lost them, or still hold those of an earlier service. */
  apply(): Promise<void>;
}

/**
 * Rules for the whole queue, whichever worker takes a job. Where several services share a queue, the last one to write
 * wins. `startsPerSecond`: how many jobs may start each second; null sets no limit.
 */
export function createQueueRules(queue: Queue, startsPerSecond: number | null): QueueRules {
  let isPaused = false;
  let atOnce: number | null = null;

  const applyPause = () => (isPaused ? queue.pause() : queue.resume());
  const applyConcurrency = async () => {
    if (atOnce === null) await queue.removeGlobalConcurrency();
    else await queue.setGlobalConcurrency(atOnce);
  };
  const applyStartRate = async () => {
    if (startsPerSecond === null) await queue.removeGlobalRateLimit();
    else await queue.setGlobalRateLimit(startsPerSecond, 1000);
  };

  return {
    get isLimited() {
      return atOnce !== null || startsPerSecond !== null;
    },
    setPaused(wanted) {
      isPaused = wanted;
      return applyPause();
    },
    setConcurrency(count) {
      atOnce = count;
      return applyConcurrency();
    },
    async apply() {
      await applyPause();
      await applyConcurrency();
      await applyStartRate();
    },
  };
}
