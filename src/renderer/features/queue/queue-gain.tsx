import './queue-gain.css';
import type { CSSProperties } from 'react';
import { queueWords } from '../../../shared/words/areas/queue.ts';
import { bytesWords } from '../../../shared/words/numbers.ts';
import { useQueue } from '../../store/queue-store.ts';
import { LighterFact } from './batch-head.tsx';

/** How much lighter all became, in large; the number counts up for who saw it made. */
export function QueueGain({ isFresh }: { isFresh: boolean }) {
  const bytes = useQueue((facts) => facts.bytes);
  return (
    <p className="queue-gain" data-fresh={isFresh ? '' : undefined}>
      <LighterFact {...bytes} isCounted={isFresh} />
    </p>
  );
}

/** CSS lets it shrink from the length of the originals. */
type BarStyle = CSSProperties & Readonly<Record<'--from', number>>;

const barStyle = (part: number): BarStyle => ({ width: `${part * 100}%`, '--from': 1 / part });

/** The weight of the originals, and of what was made of them. */
export function GainBars() {
  const { inBytes, outBytes } = useQueue((facts) => facts.bytes);
  const weights = [
    { words: queueWords('originalsWeigh', { size: bytesWords(inBytes) }), part: 1 },
    { words: queueWords('resultsWeigh', { size: bytesWords(outBytes) }), part: outBytes / inBytes },
  ];
  return weights.map(({ words, part }) => (
    <div key={words} className="gain-bar">
      <span>{words}</span>
      <span>
        <span style={barStyle(part)} />
      </span>
    </div>
  ));
}
