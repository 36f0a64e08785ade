import './batch-progress.css';
import { Progress } from '@base-ui/react/progress';
import { settledOf, totalOf } from '../../../shared/task/tally.ts';
import { useQueue } from '../../store/queue-store.ts';
import { batchSummary } from '../../words/batch-summary.ts';

const widthOf = (part: number, total: number) => `${total === 0 ? 0 : (part / total) * 100}%`;

/** How much of the queue has ended; what was cancelled and what failed stand at its end. */
export function BatchProgress() {
  const tally = useQueue((facts) => facts.tally);
  const isPaused = useQueue(({ queue }) => queue.isPaused);
  const total = totalOf(tally);
  const settled = settledOf(tally);
  const isDone = total > 0 && settled === total;
  return (
    <Progress.Root
      aria-label="Batch progress"
      max={total}
      value={settled}
      getAriaValueText={() => batchSummary(tally) || '0 of 0'}
      className="batch-progress"
      data-paused={isPaused && !isDone ? '' : undefined}
      data-done={isDone ? '' : undefined}
    >
      <span style={{ width: widthOf(tally.succeeded + tally.skipped, total) }} />
      <span data-cancelled style={{ width: widthOf(tally.cancelled, total) }} />
      <span data-failed style={{ width: widthOf(tally.failed, total) }} />
    </Progress.Root>
  );
}
