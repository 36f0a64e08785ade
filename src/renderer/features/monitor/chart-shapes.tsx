import {
  type MeasuredTimes,
  monitorStepCount,
  monitorStepMs,
} from '../../../shared/ipc/monitor.ts';
import { monitorWords } from '../../../shared/words/areas/monitor.ts';
import { durationWords } from '../../words/times.ts';

export const lastStep = monitorStepCount - 1;

/** "now" for the step that is still going on, "2 min 10 s ago" for an older one. */
export function stepWords(index: number): string {
  const agoMs = (lastStep - index) * monitorStepMs;
  return agoMs <= 0
    ? monitorWords('rightNow')
    : monitorWords('durationAgo', { duration: durationWords(agoMs) });
}

/** The step of the charts that is looked at. */
export interface Look {
  readonly at: number | null;
  readonly onLook: (at: number | null) => void;
}

const roundUp = (value: number, factors: readonly number[]): number => {
  const power = 10 ** Math.floor(Math.log10(value));
  return factors.map((factor) => factor * power).find((top) => top >= value) ?? 10 * power;
};

/** A round number of tasks at or above the highest: its half is whole too. */
export function countTop(highest: number): number {
  return highest <= 10 ? 10 : roundUp(highest, [1, 2, 4, 6, 8]);
}

const secondMs = 1000;
const minuteMs = 60_000;
const hourMs = 3_600_000;

/** A round time at or above the longest, in the unit that people would say it in. Milliseconds. */
export function timeTop(longestMs: number): number {
  if (longestMs <= 10) return 10;
  const unit = [hourMs, minuteMs, secondMs].find((ms) => longestMs > ms) ?? 1;
  const inUnit = longestMs / unit;
  if (unit === 1 || unit === hourMs) return unit * roundUp(inUnit, [1, 2, 4, 6, 8]);
  // Sixty seconds are a minute, not a hundred of anything.
  return unit * ([2, 4, 6, 10, 20, 30, 60].find((top) => top >= inUnit) ?? 60);
}

/** One bar a step; the last one is still growing. */
export function Bars({ values, top }: { values: readonly number[]; top: number }) {
  return [...values.entries()].map(([index, value]) => (
    <rect
      key={index}
      className="chart-bar"
      data-last={index === values.length - 1 ? '' : undefined}
      x={index + 0.15}
      width={0.7}
      y={1 - value / top}
      height={value / top}
    />
  ));
}

/** Steps on one level joined to a skyline with what is under it filled. */
export function Skyline({ values, top }: { values: readonly number[]; top: number }) {
  const heights = values.map((value) => 1 - value / top);
  const path = heights.map((y, index) => `L${index} ${y}H${index + 1}`).join('');
  return (
    <>
      <path className="chart-ground" d={`M0 1${path}V1Z`} />
      <path className="chart-skyline" d={`M0 ${heights[0] ?? 1}${path}`} />
    </>
  );
}

/** A line through the middle of every step that has the value, broken where one has none; and those that stand alone. */
export function linePaths(values: readonly (number | null)[], top: number) {
  let [line, dots] = ['', ''];
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    const isAfterGap = (values[index - 1] ?? null) === null;
    const isBeforeGap = (values[index + 1] ?? null) === null;
    const place = `${index + 0.5} ${1 - value / top}`;
    // A line of no length with round ends is a dot.
    if (isAfterGap && isBeforeGap) dots += `M${place}h0`;
    else line += `${isAfterGap ? 'M' : 'L'}${place}`;
  }
  return { line, dots };
}

interface PercentileLinesProps {
  times: readonly (MeasuredTimes | null)[];
  top: number;
}

export function PercentileLines({ times, top }: PercentileLinesProps) {
  return (['p99', 'p95', 'p50'] as const).map((name) => {
    const values = times.map((measured) => measured?.[name] ?? null);
    const { line, dots } = linePaths(values, top);
    return (
      <g key={name} data-line={name}>
        <path className="chart-time" d={line} />
        <path className="chart-time" data-alone d={dots} />
      </g>
    );
  });
}
