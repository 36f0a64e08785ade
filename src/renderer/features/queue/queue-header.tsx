import './queue-header.css';
import './batch-progress.css';
import { Progress } from '@base-ui/react/progress';
import { displayPath } from '../../../shared/paths/display-path.ts';
import { settledOf, totalOf } from '../../../shared/task/tally.ts';
import { queueWords } from '../../../shared/words/areas/queue.ts';
import { useQueue } from '../../store/queue-store.ts';
import { batchSummary } from '../../words/task-words.ts';
import { QueueActions } from './queue-actions.tsx';
import { QueueFacts } from './queue-facts.tsx';

const widthOf = (part: number, total: number) => `${total === 0 ? 0 : (part / total) * 100}%`;

/** How much of the queue has ended; what was cancelled and what failed stand at its end. */
function BatchProgress() {
  const tally = useQueue((facts) => facts.tally);
  const isPaused = useQueue(({ queue }) => queue.isPaused);
  const total = totalOf(tally);
  const settled = settledOf(tally);
  const isDone = total > 0 && settled === total;
  return (
    <Progress.Root
      aria-label={queueWords('batchProgress')}
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

function useTitle(): string {
  return useQueue(({ batches }) => {
    const [only] = batches;
    if (batches.length === 1 && only) return displayPath(only.title);
    return batches.length === 0
      ? queueWords('queue')
      : queueWords('countBatches', { count: batches.length });
  });
}

export function QueueHeader() {
  const title = useTitle();
  const isLoaded = useQueue((facts) => facts.isLoaded);
  return (
    // What it says is true of the whole queue only. It keeps its place, so that nothing jumps.
    <header className="queue-header" aria-busy={!isLoaded} data-loading={isLoaded ? undefined : ''}>
      <div className="queue-title-row">
        <h1 title={title}>
          <bdi>{title}</bdi>
        </h1>
        <QueueActions />
      </div>
      <BatchProgress />
      <QueueFacts />
    </header>
  );
}
