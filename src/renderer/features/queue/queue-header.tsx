import './queue-header.css';
import './batch-progress.css';
import { Progress } from '@base-ui/react/progress';
import { type ReactNode, useState } from 'react';
import { displayPath } from '../../../shared/paths/display-path.ts';
import { settledOf, totalOf } from '../../../shared/task/tally.ts';
import { queueWords } from '../../../shared/words/areas/queue.ts';
import { useQueue } from '../../store/queue-store.ts';
import { lowWindow, narrowWindow, useMedia } from '../../ui/use-media.ts';
import { batchSummary } from '../../words/task-words.ts';
import { BatchMeta } from './batch-head.tsx';
import { ProgressParts } from './progress-parts.tsx';
import { QueueActions } from './queue-actions.tsx';
import { QueueFacts, useAreFactsInFoot, useIsGain } from './queue-facts.tsx';
import { GainBars, QueueGain } from './queue-gain.tsx';

/** How much of the queue has ended. */
function BatchProgress({ children }: { children: ReactNode }) {
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
      {children ?? <ProgressParts tally={tally} />}
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

/** Who comes back to what is done has seen its end. */
function useSawItRun(): boolean {
  const isOver = useQueue(({ tally }) => tally.queued + tally.running === 0);
  const [sawItRun, setSawItRun] = useState(!isOver);
  if (!isOver && !sawItRun) setSawItRun(true);
  return sawItRun;
}

export function QueueHeader() {
  const title = useTitle();
  const isLoaded = useQueue((facts) => facts.isLoaded);
  const isLow = useMedia(lowWindow);
  const areFactsInFoot = useAreFactsInFoot();
  const hasRoom = !useMedia(narrowWindow) && !isLow;
  const isGain = useIsGain() && hasRoom;
  const isFresh = useSawItRun();
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
      <div
        className="queue-room"
        data-gain={isGain ? '' : undefined}
        data-fresh={isFresh ? '' : undefined}
      >
        {isGain ? <QueueGain isFresh={isFresh} /> : null}
        <BatchProgress>{isGain ? <GainBars /> : null}</BatchProgress>
        {areFactsInFoot ? null : <QueueFacts hasSaved={!isGain} />}
      </div>
    </header>
  );
}
