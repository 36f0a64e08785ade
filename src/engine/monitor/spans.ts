/** Clocks are also moved little by little. Milliseconds. */
const leastStepMs = 2000;
const stepsKept = 20;

/** Times of the system's clock, in milliseconds since 1970, when it was set. */
interface ClockStep {
  readonly before: number;
  readonly after: number;
}

/**
 * Tells how long it was between two times of the system's clock, also if that was set in between, as far as it is asked often enough to
 * notice. Where a clock that was set back shows a time twice, the later one is meant.
 */
export function createSpans(): (from: number, until: number) => number {
  let [clock, steady] = [Date.now(), performance.now()];
  /** The newest first. */
  const steps: ClockStep[] = [];

  const look = () => {
    const [after, since] = [Date.now(), performance.now()];
    const before = clock + since - steady;
    if (Math.abs(after - before) >= leastStepMs) {
      steps.unshift({ before, after });
      steps.length = Math.min(steps.length, stepsKept);
    }
    [clock, steady] = [after, since];
  };

  return (from, until) => {
    look();
    let [spanMs, end] = [0, until];
    for (const { before, after } of steps) {
      if (end < after) continue;
      if (from >= after && from <= end) break;
      spanMs += end - after;
      end = before;
    }
    return Math.max(0, spanMs + end - from);
  };
}
