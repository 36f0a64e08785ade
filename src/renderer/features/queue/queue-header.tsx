import './queue-header.css';
import './batch-progress.css';
import { Progress } from '@base-ui/react/progress';
import { displayPath } from '../../../shared/paths/display-path.ts';
import { settledOf, totalOf } from '../../../shared/task/tally.ts';
import { queueWords } from '../../../shared/words/areas/queue.ts';
import { useQueue } from '../../store/queue-store.ts';
import { lowWindow, useMedia } from '../../ui/use-media.ts';
import { batchSummary } from '../../words/task-words.ts';
import { BatchMeta } from './batch-head.tsx';
import { ProgressParts } from './progress-parts.tsx';
import { QueueActions } from './queue-actions.tsx';
import { QueueFacts } from './queue-facts.tsx';

/** How much of the queue has ended. */
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
      getAriaValueText={() => batchSummary(tally) || queueWords('nothingYet')}
      className="batch-progress"
      data-paused={isPaused && !isDone ? '' : undefined}
      data-done={isDone ? '' : undefined}
    >
      <ProgressParts tally={tally} />
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
  const isLow = useMedia(lowWindow);
  const only = useQueue(({ batches }) => (batches.length === 1 ? batches[0] : undefined));
  return (
    // What it says is true of the whole queue only. It keeps its place, so that nothing jumps.
    <header className="queue-header" aria-busy={!isLoaded} data-loading={isLoaded ? undefined : ''}>
      <div className="queue-title-row">
        <div className="queue-title">
          <h1 title={title}>
            <bdi>{title}</bdi>
          </h1>
          {only ? (
            <span className="queue-meta">
              <BatchMeta recipe={only.recipe} />
            </span>
          ) : null}
        </div>
        <QueueActions />
      </div>
      <BatchProgress />
      {isLow ? null : <QueueFacts />}
    </header>
  );
}
