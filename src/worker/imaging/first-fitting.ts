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
  /** How many steps on, or back, the answer seems to be. Asked only as long as no more than `mostTries` can come of it. */
  readonly stepsFrom?: (made: Made) => number;
  readonly mostTries?: number;
}

/** Of so many steps halving makes at most this many. */
const halvings = (count: number) => Math.ceil(Math.log2(count + 1));

/**
 * The first of `steps` (at least one) at which what is made fits; null when not even the last one does. Where one fits, all that
 * follow must. By halving: of 20 steps at most five or six are made, of 100 at most eight.
 */
export async function firstFitting<Step, Made>(
  steps: readonly Step[],
  makeAt: (step: Step) => Promise<Made>,
  { fits, startAt = 0, stepsFrom, mostTries = 0 }: Search<Step, Made>,
): Promise<Fitted<Step, Made> | null> {
  let first: Fitted<Step, Made> | null = null;
  let [low, high] = [0, steps.length - 1];
  for (let at = startAt, tries = 1; low <= high; tries += 1) {
    const step = steps[at];
    if (step === undefined) return first;
    const made = await makeAt(step);
    const isEnough = fits(made, step);
    if (isEnough) {
      first = { made, step };
      high = at - 1;
    } else low = at + 1;
    const mayGuess = stepsFrom && tries + 1 + halvings(high - low) <= mostTries;
    const guessed = mayGuess ? at + Math.trunc(stepsFrom(made)) : (low + high) >> 1;
    at = Math.min(high, Math.max(low, guessed));
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
