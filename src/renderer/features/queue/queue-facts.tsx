import { settledOf, totalOf } from '../../../shared/task/tally.ts';
import { useQueue } from '../../store/queue-store.ts';
import { bytesWords, countWords, plural } from '../../../shared/words/numbers.ts';
import { rateWords } from '../../words/numbers.ts';
import { timeLeftWords } from '../../words/times.ts';
import { ConcurrencyMenu } from './concurrency-menu.tsx';
import { LeftOutNote } from './left-out-note.tsx';
import { ServerSign } from './server-sign.tsx';
import { useEstimate } from './use-estimate.ts';

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
  const state = useQueue(({ tally, queue }) => {
    if (queue.isPaused) return 'paused';
    return tally.queued + tally.running === 0 ? 'ended' : 'going';
  });
  if (state === 'paused') return <b>Paused</b>;
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
