import { useEffect, useState } from 'react';
import { holdLine } from '../../../shared/task/hold.ts';
import { settledOf, totalOf } from '../../../shared/task/tally.ts';
import { bytesWords, countWords, plural } from '../../../shared/words/numbers.ts';
import { type Estimate, Pace } from '../../store/pace.ts';
import { useQueue } from '../../store/queue-store.ts';
import { Spinner } from '../../ui/skeleton.tsx';
import { rateWords } from '../../words/numbers.ts';
import { timeLeftWords } from '../../words/times.ts';
import { LeftOutButton } from '../tasks/left-out-button.tsx';
import { ConcurrencyMenu } from './concurrency-menu.tsx';
import { ServerSign } from './server-sign.tsx';

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

/** What folder walks are doing, and afterwards what they left out and why. */
function LeftOutNote() {
  const batches = useQueue((facts) => facts.batches);
  const found = useQueue(({ tally }) => totalOf(tally));
  if (batches.some((batch) => batch.isWalking)) {
    return (
      <span className="walking-note">
        <Spinner /> Looking through folders… {countWords(found)} found
      </span>
    );
  }
  return <LeftOutButton of={batches.map(({ leftOut }) => leftOut)} />;
}

/** One line of facts below the bar. */
export function QueueFacts() {
  return (
    <div className="queue-facts">
      <CountFact />
      <PaceFacts />
      <BytesFact />
      <LargerFact />
      <UndoneFact />
      <div className="queue-facts-end">
        <LeftOutNote />
        <ServerSign />
        <ConcurrencyMenu />
      </div>
    </div>
  );
}

function CountFact() {
  const tally = useQueue((facts) => facts.tally);
  const settled = settledOf(tally);
  return (
    <span>
      <b>{countWords(settled)}</b> of {countWords(totalOf(tally))}
      {tally.failed > 0 ? (
        <>
          , <b data-bad>{countWords(tally.failed)} failed</b>
        </>
      ) : null}
    </span>
  );
}

function PaceFacts() {
  const estimate = useEstimate();
  const hold = useQueue(({ queue }) => queue.hold);
  const state = useQueue(({ tally, queue }) => {
    if (queue.isPaused) return 'paused';
    return tally.queued + tally.running === 0 ? 'ended' : 'going';
  });
  if (state === 'paused') {
    return (
      <>
        <b>Paused</b>
        {hold ? <b data-warn>{holdLine(hold)}</b> : null}
      </>
    );
  }
  if (state === 'ended' || !estimate) return null;
  return (
    <>
      <span>
        <b>{rateWords(estimate.perSecond)}</b> a second
      </span>
      <span>
        about <b>{timeLeftWords(estimate.leftMs)}</b> left
      </span>
    </>
  );
}

/** A batch that was undone says so as long as it is on the queue. */
function UndoneFact() {
  const batchCount = useQueue(({ batches }) => batches.length);
  const undoneCount = useQueue(
    ({ batches }) => batches.filter(({ undoneAt }) => undoneAt !== null).length,
  );
  if (undoneCount === 0) return null;
  if (batchCount === 1) return <b>Undone</b>;
  return (
    <span>
      <b>{countWords(undoneCount)}</b> of {plural(batchCount, 'batch', 'batches')} undone
    </span>
  );
}

function LargerFact() {
  const count = useQueue((facts) => facts.largerCount);
  if (count === 0) return null;
  return (
    <span>
      <b data-warn>{countWords(count)}</b> larger than the original
    </span>
  );
}

function BytesFact() {
  const { inBytes, outBytes } = useQueue((facts) => facts.bytes);
  if (outBytes === 0) return null;
  return (
    <span>
      <b>{bytesWords(inBytes)}</b> in, <b>{bytesWords(outBytes)}</b> out
    </span>
  );
}
