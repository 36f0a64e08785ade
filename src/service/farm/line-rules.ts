import type { Queue } from 'bullmq';

export interface LineRules {
  setPaused(isPaused: boolean): Promise<void>;
  /** How many jobs may run at once on all workers together. */
  setConcurrency(count: number): Promise<void>;
  /** Writes them all down again: Redis may have forgotten them, or still know those of an earlier service. */
  apply(): Promise<void>;
}

/**
 * What holds for the line as a whole, whoever takes jobs off it. This service's word counts; where several share a
 * line, the last word does. `startsPerSecond`: how many jobs may be begun; null for as many as there are workers.
 */
export function createLineRules(queue: Queue, startsPerSecond: number | null): LineRules {
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
