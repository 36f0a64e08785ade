import type { MeasuredTimes } from '../../../shared/ipc/monitor.ts';
import { plural } from '../../../shared/words/numbers.ts';
import { durationWords } from '../../words/times.ts';
import { ChartPanel } from './chart-panel.tsx';
import { timeTop } from './chart-scale.ts';
import { PercentileLines } from './chart-shapes.tsx';
import { type Look, stepWords } from './chart-times.ts';

interface TimeChartProps extends Look {
  title: string;
  /** Of the last thousand tasks, however long ago. */
  latest: MeasuredTimes | null;
  steps: readonly (MeasuredTimes | null)[];
}

const figuresOf = (times: MeasuredTimes | null) => {
  const words = (ms: number | undefined) => (ms === undefined ? '–' : durationWords(ms));
  return [
    { label: 'Median', value: words(times?.p50), line: 'p50' },
    { label: 'p95', value: words(times?.p95), line: 'p95' },
    { label: 'p99', value: words(times?.p99), line: 'p99' },
  ] as const;
};

function noteOf(latest: MeasuredTimes | null): string {
  if (latest === null) return '';
  return latest.count === 1 ? 'Of one task' : `Of the last ${plural(latest.count, 'task')}`;
}

function noteThen(at: number, times: MeasuredTimes | null): string {
  return times === null ? stepWords(at) : `${stepWords(at)}, of ${plural(times.count, 'task')}`;
}

/** How long tasks took: half of them up to the median, 95 and 99 of a hundred up to p95 and p99. */
export function TimeChart({ title, latest, steps, at, onLook }: TimeChartProps) {
  const longest = Math.max(0, ...steps.map((times) => times?.p99 ?? 0));
  const top = timeTop(longest);
  const isEmpty = steps.every((times) => times === null);
  const then = at === null ? null : (steps[at] ?? null);
  return (
    <ChartPanel
      title={title}
      note={at === null ? noteOf(latest) : noteThen(at, then)}
      figures={figuresOf(at === null ? latest : then)}
      scale={[durationWords(top), durationWords(top / 2), '0']}
      emptyWords={isEmpty ? 'Nothing was measured in this time.' : null}
      at={at}
      onLook={onLook}
    >
      <PercentileLines times={steps} top={top} />
    </ChartPanel>
  );
}
