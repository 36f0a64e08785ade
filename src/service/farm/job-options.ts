/** BullMQ's: 1 goes first, and this one last. */
const lastPriority = 2_097_151;
const middle = 1_048_576;

/** Ours: higher goes first, around 0. Beyond a million from there all are equal. */
export function bullPriority(priority: number): number {
  return Math.min(Math.max(middle - priority, 1), lastPriority);
}

/**
 * Tries are for what the farm does wrong (a store that is away, a full disk), about two minutes of them; a picture
 * that cannot be read fails at its first. Ended jobs are kept for the raw view; the history keeps them all.
 */
export const jobOptions = {
  attempts: 7,
  backoff: { type: 'exponential', delay: 1000, jitter: 0.2 },
  removeOnComplete: { count: 10_000 },
  removeOnFail: { count: 10_000 },
} as const;
