import './chart.css';
import { useState } from 'react';
import {
  type MeasuredTimes,
  type MonitorReport,
  type MonitorStep,
  monitorStepMs,
} from '../../../shared/ipc/monitor.ts';
import { countWords } from '../../../shared/words/numbers.ts';
import { monitorWords } from '../../../shared/words/areas/monitor.ts';
import { rateWords } from '../../words/numbers.ts';
import { durationWords } from '../../words/times.ts';
import { type ChartFigure, ChartPanel } from './chart-panel.tsx';
import {
  Bars,
  countTop,
  lastStep,
  type Look,
  PercentileLines,
  Skyline,
  stepWords,
  timeTop,
} from './chart-shapes.tsx';

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
/** The last minute that is whole. */
const rateSteps = 6;
const perSecond = (count: number, steps: number) =>
  rateWords(count / ((steps * monitorStepMs) / 1000));

function countFigures(counts: readonly number[], at: number | null): ChartFigure[] {
  if (at !== null) {
    const count = counts[at] ?? 0;
    const isWhole = at < counts.length - 1;
    return [
      { label: monitorWords('tasks'), value: countWords(count) },
      { label: monitorWords('aSecond'), value: isWhole ? perSecond(count, 1) : '–' },
    ];
  }
  const lastMinute = counts.slice(-1 - rateSteps, -1);
  return [
    { label: monitorWords('tasks'), value: countWords(sum(counts)) },
    { label: monitorWords('aSecond'), value: perSecond(sum(lastMinute), rateSteps) },
  ];
}

/** How many tasks came to an end. */
function FinishedChart({ steps, at, onLook }: Look & { steps: readonly MonitorStep[] }) {
  const counts = steps.map((step) => step.finishedCount);
  const top = countTop(Math.max(0, ...counts));
  return (
    <ChartPanel
      title={monitorWords('finished')}
      note={at === null ? monitorWords('lastTenMinutes') : stepWords(at)}
      figures={countFigures(counts, at)}
      scale={[countWords(top), countWords(top / 2), '0']}
      emptyWords={sum(counts) === 0 ? monitorWords('nothingFinishedTime') : null}
      at={at}
      onLook={onLook}
    >
      <Bars values={counts} top={top} />
    </ChartPanel>
  );
}

/** How deep the queue was. */
function WaitingChart({ report, at, onLook }: Look & { report: MonitorReport }) {
  const counts = report.steps.map((step) => step.waitingCount);
  const most = Math.max(0, ...counts);
  const top = countTop(most);
  const figures: ChartFigure[] =
    at === null
      ? [
          { label: monitorWords('waiting'), value: countWords(report.waitingCount) },
          { label: monitorWords('running'), value: countWords(report.runningCount) },
        ]
      : [{ label: monitorWords('waiting'), value: countWords(counts[at] ?? 0) }];
  return (
    <ChartPanel
      title={monitorWords('queue')}
      note={stepWords(at ?? lastStep)}
      figures={figures}
      scale={[countWords(top), countWords(top / 2), '0']}
      emptyWords={most === 0 ? monitorWords('nothingHadWaitTime') : null}
      at={at}
      onLook={onLook}
    >
      <Skyline values={counts} top={top} />
    </ChartPanel>
  );
}

interface TimeChartProps extends Look {
  title: string;
  /** Of the last thousand tasks, however long ago. */
  latest: MeasuredTimes | null;
  steps: readonly (MeasuredTimes | null)[];
}

const timeFigures = (times: MeasuredTimes | null) => {
  const words = (ms: number | undefined) => (ms === undefined ? '–' : durationWords(ms));
  return [
    { label: monitorWords('median'), value: words(times?.p50), line: 'p50' },
    { label: monitorWords('p95'), value: words(times?.p95), line: 'p95' },
    { label: monitorWords('p99'), value: words(times?.p99), line: 'p99' },
  ] as const;
};

function noteOf(latest: MeasuredTimes | null): string {
  if (latest === null) return '';
  return latest.count === 1
    ? monitorWords('oneTask')
    : monitorWords('lastCount', { count: latest.count });
}

function noteThen(at: number, times: MeasuredTimes | null): string {
  return times === null
    ? stepWords(at)
    : monitorWords('stepCount', { step: stepWords(at), count: times.count });
}

/** How long pictures took: half of them, 19 of 20, and 99 of 100 no longer than that. */
function TimeChart({ title, latest, steps, at, onLook }: TimeChartProps) {
  const longest = Math.max(0, ...steps.map((times) => times?.p99 ?? 0));
  const top = timeTop(longest);
  const isEmpty = steps.every((times) => times === null);
  const then = at === null ? null : (steps[at] ?? null);
  return (
    <ChartPanel
      title={title}
      note={at === null ? noteOf(latest) : noteThen(at, then)}
      figures={timeFigures(at === null ? latest : then)}
      scale={[durationWords(top), durationWords(top / 2), '0']}
      emptyWords={isEmpty ? monitorWords('nothingMeasuredTime') : null}
      at={at}
      onLook={onLook}
    >
      <PercentileLines times={steps} top={top} />
    </ChartPanel>
  );
}

/** The same ten minutes four times; what is looked at in one is shown in all. */
export function MonitorCharts({ report }: { report: MonitorReport }) {
  const [at, setAt] = useState<number | null>(null);
  const { steps } = report;
  const look = { at, onLook: setAt };
  return (
    <section className="charts" aria-label={monitorWords('lastTenMinutes2')}>
      <FinishedChart steps={steps} {...look} />
      <WaitingChart report={report} {...look} />
      <TimeChart
        title={monitorWords('runTime')}
        latest={report.runTimeMs}
        steps={steps.map((step) => step.runTimeMs)}
        {...look}
      />
      <TimeChart
        title={monitorWords('waitBeforeStarts')}
        latest={report.waitTimeMs}
        steps={steps.map((step) => step.waitTimeMs)}
        {...look}
      />
    </section>
  );
}
