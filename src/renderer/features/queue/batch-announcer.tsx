import { settledOf, totalOf } from '../../../shared/task/tally.ts';
import { useQueue } from '../../store/queue-store.ts';
import { useThrottled } from '../../store/throttle.ts';
import { batchSummary } from '../../words/batch-summary.ts';

/** Often enough to follow, seldom enough not to talk all the time. */
const everyMs = 4000;

/** Tells a screen reader how the queue gets on. */
export function BatchAnnouncer() {
  const tally = useQueue((facts) => facts.tally);
  const isLoaded = useQueue((facts) => facts.isLoaded);
  const isDone = settledOf(tally) === totalOf(tally);
  // The end is told at once.
  const throttled = useThrottled(tally, isDone ? 0 : everyMs);
  return (
    <div aria-live="polite" aria-atomic="true" className="visually-hidden">
      {isLoaded ? batchSummary(throttled) : ''}
    </div>
  );
}
