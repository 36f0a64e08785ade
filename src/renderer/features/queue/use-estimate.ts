import { useEffect, useState } from 'react';
import { settledOf } from '../../../shared/task/tally.ts';
import { type Estimate, Pace } from '../../store/pace.ts';
import { useQueue } from '../../store/queue-store.ts';

const everyMs = 1000;

/** The pace of the queue, told once a second while it runs; null when it stands still or too little is known. */
export function useEstimate(): Estimate | null {
  const isGoing = useQueue(
    ({ isLoaded, tally, queue }) => isLoaded && !queue.isPaused && tally.queued + tally.running > 0,
  );
  const [estimate, setEstimate] = useState<Estimate | null>(null);
  useEffect(() => {
    if (!isGoing) return undefined;
    const pace = new Pace();
    const sample = () => {
      const { tally } = useQueue.getState();
      pace.sample(performance.now(), settledOf(tally));
      setEstimate(pace.estimate(tally.queued + tally.running));
    };
    sample();
    const timer = setInterval(sample, everyMs);
    return () => {
      clearInterval(timer);
      setEstimate(null);
    };
  }, [isGoing]);
  return estimate;
}
