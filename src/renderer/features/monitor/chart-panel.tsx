import { type PointerEvent, type ReactNode, useId } from 'react';
import { monitorStepCount } from '../../../shared/ipc/monitor.ts';
import { monitorWords } from '../../../shared/words/areas/monitor.ts';
import { lastStep, stepWords } from './chart-shapes.tsx';

/** One figure above a chart; `line` says which of the chart's lines it names. */
export interface ChartFigure {
  readonly label: string;
  readonly value: string;
  readonly line?: 'p50' | 'p95' | 'p99';
}

interface ChartPanelProps {
  title: string;
  /** What the figures are of. */
  note: string;
  figures: readonly ChartFigure[];
  /** What stands beside the lines at full, half and no height. */
  scale: readonly [string, string, string];
  /** Said in place of a chart without anything in it. */
  emptyWords: string | null;
  /** The step that is looked at, in all charts at once. */
  at: number | null;
  onLook: (at: number | null) => void;
  /** Drawn on a ground that is one wide for each step and one high. */
  children: ReactNode;
}

function stepUnder({ currentTarget, clientX }: PointerEvent): number {
  const { left, width } = currentTarget.getBoundingClientRect();
  const index = Math.floor(((clientX - left) / width) * monitorStepCount);
  return Math.min(lastStep, Math.max(0, index));
}

/** A chart of the last ten minutes. Pointing at it, or the arrow keys, read what was then. */
export function ChartPanel(props: ChartPanelProps) {
  const { title, note, figures, scale, emptyWords, at, onLook, children } = props;
  const titleId = useId();
  const index = at ?? lastStep;
  const spoken = figures.map(({ label, value }) => `${label} ${value}`).join(', ');
  return (
    <figure className="chart" aria-labelledby={titleId}>
      <figcaption className="chart-head">
        <h2 id={titleId}>{title}</h2>
        <span className="chart-note" data-past={at === null ? undefined : ''}>
          {note}
        </span>
      </figcaption>
      <dl className="chart-figures">
        {figures.map(({ label, value, line }) => (
          <div key={label}>
            <dt data-line={line}>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="chart-area">
        <div className="chart-scale" aria-hidden>
          {emptyWords === null ? scale.map((words) => <span key={words}>{words}</span>) : null}
        </div>
        <div
          className="chart-plot"
          data-empty={emptyWords === null ? undefined : ''}
          onPointerMove={(event) => onLook(stepUnder(event))}
          onPointerLeave={() => onLook(null)}
        >
          {emptyWords === null ? (
            <svg
              viewBox={`0 0 ${monitorStepCount} 1`}
              preserveAspectRatio="none"
              aria-hidden
              focusable="false"
            >
              {children}
              {at === null ? null : (
                <line className="chart-hair" x1={at + 0.5} x2={at + 0.5} y1={0} y2={1} />
              )}
            </svg>
          ) : (
            <p className="chart-empty">{emptyWords}</p>
          )}
          <input
            type="range"
            className="chart-range"
            aria-label={monitorWords('titleOverTime', { title })}
            aria-valuetext={`${stepWords(index)}: ${spoken}`}
            min={0}
            max={lastStep}
            value={index}
            onChange={(event) => onLook(event.target.valueAsNumber)}
            onBlur={() => onLook(null)}
          />
        </div>
        <div className="chart-axis" aria-hidden>
          <span>{monitorWords('of10MinAgo')}</span>
          <span>{monitorWords('of5Min')}</span>
          <span>{monitorWords('now')}</span>
        </div>
      </div>
    </figure>
  );
}
