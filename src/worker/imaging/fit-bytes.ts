import type { Buffer } from 'node:buffer';

/** A file and the step it was made at. */
export interface Fitted<Step> {
  readonly file: Buffer;
  readonly step: Step;
}

/**
 * The first of `steps` (at least one, from the best to the smallest file) whose file is at most `maxBytes`; null when
 * even the last one is larger. By halving: of 100 steps at most eight are made.
 */
export async function fitBytes<Step>(
  steps: readonly Step[],
  encodeAt: (step: Step) => Promise<Buffer>,
  maxBytes: number,
): Promise<Fitted<Step> | null> {
  let best: Fitted<Step> | null = null;
  let [low, high] = [0, steps.length - 1];
  // The best step first: most files fit.
  for (let at = 0; low <= high; at = (low + high) >> 1) {
    const step = steps[at];
    if (step === undefined) return best;
    const file = await encodeAt(step);
    if (file.length <= maxBytes) {
      best = { file, step };
      high = at - 1;
    } else low = at + 1;
  }
  return best;
}
