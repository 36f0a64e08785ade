import { useEffect, useState } from 'react';
import { type Hold, isOfFolder } from '../../../shared/task/hold.ts';
import { holdLine, partLine } from '../../../shared/task/hold-words.ts';
import { settledOf } from '../../../shared/task/tally.ts';
import { bytesWords, countWords } from '../../../shared/words/numbers.ts';
import { queueWords } from '../../../shared/words/areas/queue.ts';
import { thumbline } from '../../store/bridge.ts';
import { type Estimate, Pace } from '../../store/pace.ts';
import { useQueue } from '../../store/queue-store.ts';
import { Button } from '../../ui/button.tsx';
import { lowWindow, useMedia } from '../../ui/use-media.ts';
import { rateWords } from '../../words/numbers.ts';
import { timeLeftWords } from '../../words/times.ts';
import { makeElsewhere } from '../tasks/task-actions.ts';
import { CountFacts, LighterFact, PrivateFact } from './batch-head.tsx';

const everyMs = 1000;

/** The pace of the queue, told once a second while it runs; null when it stands still or too little is known. */
function useEstimate(): Estimate | null {
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

/** All is made, nothing failed, and it is lighter than the originals. */
export const useIsGain = () =>
  useQueue(
    ({ tally, bytes }) =>
      tally.queued + tally.running + tally.failed === 0 &&
      bytes.outBytes > 0 &&
      bytes.outBytes < bytes.inBytes,
  );

/** In a low window they stand in the foot, which has one line: not what they wait for, which may take several and has a button. */
export function useAreFactsInFoot(): boolean {
  const isLow = useMedia(lowWindow);
  return useQueue(({ queue }) => queue.hold === undefined) && isLow;
}

/** How far the queue is, in one line; without what was saved where that is told in large, and with little room only what matters most. */
export function QueueFacts({ hasSaved = true, isShort = false }) {
  const tally = useQueue((facts) => facts.tally);
  // Of several each says so itself.
  const isPrivate = useQueue(({ batches }) => batches.length === 1 && batches[0]?.isPrivate);
  return (
    <div className="queue-facts">
      {hasSaved ? <SavedFact /> : null}
      <CountFacts tally={tally} />
      <PaceFacts isShort={isShort} />
      {isShort ? null : <LargerFact />}
      <UndoneFact />
      {isPrivate ? <PrivateFact /> : null}
    </div>
  );
}

/** Why it waits, and what makes it elsewhere. */
function HoldFact({ hold, words }: { hold: Hold; words: string }) {
  return (
    <span className="queue-hold">
      <b data-warn>{words}</b>
      {isOfFolder(hold) && thumbline.can.destination ? (
        <Button shape="small" onClick={() => void makeElsewhere('held')}>
          {queueWords('anotherFolder')}
        </Button>
      ) : null}
    </span>
  );
}

function PaceFacts({ isShort }: { isShort: boolean }) {
  const estimate = useEstimate();
  const hold = useQueue(({ queue }) => queue.hold);
  const state = useQueue(({ tally, queue }) => {
    if (queue.isPaused) return 'paused';
    return tally.queued + tally.running === 0 ? 'ended' : 'going';
  });
  if (state === 'paused') {
    return (
      <>
        <b>{queueWords('paused')}</b>
        {hold ? <HoldFact hold={hold} words={holdLine(hold)} /> : null}
      </>
    );
  }
  if (state === 'ended') return null;
  const waits = hold ? <HoldFact hold={hold} words={partLine(hold)} /> : null;
  if (!estimate) return waits;
  return (
    <>
      {isShort ? null : (
        <span>
          {queueWords.parts('aSecond', {
            rate: <b key="rate">{rateWords(estimate.perSecond)}</b>,
          })}
        </span>
      )}
      <span>
        {queueWords.parts('aboutLeft', {
          time: <b key="time">{timeLeftWords(estimate.leftMs)}</b>,
        })}
      </span>
      {waits}
    </>
  );
}

function useUndone() {
  const batchCount = useQueue(({ batches }) => batches.length);
  const undoneCount = useQueue(
    ({ batches }) => batches.filter(({ undoneAt }) => undoneAt !== null).length,
  );
  return { batchCount, undoneCount };
}

/** The same as one text; empty where nothing was undone. */
export function useUndoneWords(): string {
  const { batchCount, undoneCount } = useUndone();
  if (undoneCount === 0) return '';
  if (batchCount === 1) return queueWords('undone');
  return queueWords('undoneOfBatches', { undone: countWords(undoneCount), batchCount });
}

/** A batch that was undone says so as long as it is on the queue. */
function UndoneFact() {
  const { batchCount, undoneCount } = useUndone();
  if (undoneCount === 0) return null;
  if (batchCount === 1) return <b>{queueWords('undone')}</b>;
  return (
    <span>
      {queueWords.parts('undoneOfBatches', {
        undone: <b key="undone">{countWords(undoneCount)}</b>,
        batchCount,
      })}
    </span>
  );
}

function LargerFact() {
  const count = useQueue((facts) => facts.largerCount);
  if (count === 0) return null;
  return (
    <span>
      {queueWords.parts('largerThanOriginal', {
        count: (
          <b key="count" data-warn>
            {countWords(count)}
          </b>
        ),
      })}
    </span>
  );
}

/** What was saved so far. */
function SavedFact() {
  const bytes = useQueue((facts) => facts.bytes);
  const isGain = useIsGain();
  if (bytes.outBytes === 0) return null;
  const title = queueWords('bytesInOut', {
    read: bytesWords(bytes.inBytes),
    written: bytesWords(bytes.outBytes),
  });
  return (
    <span data-gain={isGain ? '' : undefined} title={title}>
      <LighterFact {...bytes} />
    </span>
  );
}
