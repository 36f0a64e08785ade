import { type MonitorStep, monitorStepMs } from '../../../shared/ipc/monitor.ts';
import { countWords } from '../../../shared/words/numbers.ts';
import { rateWords } from '../../words/numbers.ts';
import { type ChartFigure, ChartPanel } from './chart-panel.tsx';
import { countTop } from './chart-scale.ts';
import { Bars } from './chart-shapes.tsx';
import { type Look, stepWords } from './chart-times.ts';

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
/** The last minute that is whole. */
const rateSteps = 6;
const perSecond = (count: number, steps: number) =>
  rateWords(count / ((steps * monitorStepMs) / 1000));

function figuresOf(counts: readonly number[], at: number | null): ChartFigure[] {
  if (at !== null) {
    const count = counts[at] ?? 0;
    const isWhole = at < counts.length - 1;
    return [
      { label: 'Tasks', value: countWords(count) },
      { label: 'A second', value: isWhole ? perSecond(count, 1) : '–' },
    ];
  }
  const lastMinute = counts.slice(-1 - rateSteps, -1);
  return [
    { label: 'Tasks', value: countWords(sum(counts)) },
    { label: 'A second', value: perSecond(sum(lastMinute), rateSteps) },
  ];
}

/** How many tasks came to an end. */
export function FinishedChart({ steps, at, onLook }: Look & { steps: readonly MonitorStep[] }) {
  const counts = steps.map((step) => step.finishedCount);
  const top = countTop(Math.max(0, ...counts));
  return (
    <ChartPanel
      title="Finished"
      note={at === null ? 'In the last ten minutes' : stepWords(at)}
      figures={figuresOf(counts, at)}
      scale={[countWords(top), countWords(top / 2), '0']}
      emptyWords={sum(counts) === 0 ? 'Nothing has finished in this time.' : null}
      at={at}
      onLook={onLook}
    >
      <Bars values={counts} top={top} />
    </ChartPanel>
  );
}
