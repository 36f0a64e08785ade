/** A computer that was asleep leaps as well. Milliseconds. */
const leapMs = 60_000;
/** So long after a leap the new time is believed. */
const doubtMs = 3_600_000;

/**
 * The system's clock, in milliseconds since 1970; but one that leaps forward is believed only after an hour, in which somebody can set it
 * back: what is old by it is removed for good. To be asked every minute or so.
 */
export function createCautiousClock(): () => number {
  let [believed, at] = [Date.now(), performance.now()];
  let doubtedAt: number | null = null;
  return () => {
    const [told, now] = [Date.now(), performance.now()];
    const expected = believed + now - at;
    const isLeap = told - expected >= leapMs;
    if (isLeap) doubtedAt ??= now;
    if (isLeap && doubtedAt !== null && now - doubtedAt < doubtMs) return expected;
    [believed, at, doubtedAt] = [told, now, null];
    return told;
  };
}
