import type { Buffer } from 'node:buffer';

/** What was made, and the step it was made at. */
export interface Fitted<Step, Made> {
  readonly made: Made;
  readonly step: Step;
}

interface Search<Step, Made> {
  readonly fits: (made: Made, step: Step) => boolean;
  /** Where to look first; the nearer to the answer, the fewer are made. */
  readonly startAt?: number;
}

/**
 * The first of `steps` (at least one) at which what is made fits; null when not even the last one does. Where one fits, all that
 * follow must. By halving: of 30 steps at most five or six are made, of 100 at most eight.
 */
export async function firstFitting<Step, Made>(
  steps: readonly Step[],
  makeAt: (step: Step) => Promise<Made>,
  { fits, startAt = 0 }: Search<Step, Made>,
): Promise<Fitted<Step, Made> | null> {
  let first: Fitted<Step, Made> | null = null;
  let [low, high] = [0, steps.length - 1];
  for (let at = startAt; low <= high; at = (low + high) >> 1) {
    const step = steps[at];
    if (step === undefined) return first;
    const made = await makeAt(step);
    if (fits(made, step)) {
      first = { made, step };
      high = at - 1;
    } else low = at + 1;
  }
  return first;
}

/** The first of `steps`, from the best to the smallest file, whose file is at most `maxBytes`. Most files fit at once. */
export function fitBytes<Step>(
  steps: readonly Step[],
  encodeAt: (step: Step) => Promise<Buffer>,
  maxBytes: number,
): Promise<Fitted<Step, Buffer> | null> {
  return firstFitting(steps, encodeAt, { fits: (file) => file.length <= maxBytes });
}
