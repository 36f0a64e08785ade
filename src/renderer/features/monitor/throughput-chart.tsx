import { countWords, plural } from '../../words/numbers.ts';

const height = 120;
const stepWidth = 10;
const barWidth = 7;

/** A round number at or above the highest bar: 1, 2 or 5 times a power of ten. */
export function chartTop(highest: number): number {
  if (highest <= 10) return 10;
  const power = 10 ** Math.floor(Math.log10(highest));
  return [1, 2, 5, 10].map((factor) => factor * power).find((top) => top >= highest) ?? highest;
}

/** Finished tasks in each of the last sixty ten-second steps; the last one is still filling. */
export function ThroughputChart({ steps }: { steps: readonly number[] }) {
  const top = chartTop(Math.max(0, ...steps));
  const total = steps.reduce((sum, count) => sum + count, 0);
  const summary = `${plural(total, 'task')} finished in the last ten minutes`;
  return (
    <section className="monitor-section">
      <div className="monitor-section-head">
        <h2>Finished every 10 seconds</h2>
        <span>{summary}</span>
      </div>
      <div className="chart">
        <span className="chart-top" aria-hidden>
          {countWords(top)}
        </span>
        <svg
          viewBox={`0 0 ${steps.length * stepWidth} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={summary}
        >
          {[0, 0.5, 1].map((part) => (
            <line
              key={part}
              className="chart-line"
              x1={0}
              x2={steps.length * stepWidth}
              y1={height * part}
              y2={height * part}
            />
          ))}
          {[...steps.entries()].map(([index, count]) => (
            <rect
              key={index}
              className="chart-bar"
              data-last={index === steps.length - 1 ? '' : undefined}
              x={index * stepWidth + (stepWidth - barWidth) / 2}
              width={barWidth}
              y={height * (1 - count / top)}
              height={(height * count) / top}
            />
          ))}
        </svg>
        <div className="chart-axis" aria-hidden>
          <span>10 min ago</span>
          <span>5 min ago</span>
          <span>now</span>
        </div>
      </div>
    </section>
  );
}
