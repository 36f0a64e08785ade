/** Often enough for a progress bar. Milliseconds. */
const usualIntervalMs = 100;

/**
 * Passes a value on at once, then at most one in each interval; those in between are dropped. For progress, where the
 * next value replaces the last and the end is told by other means. `now` is in milliseconds and never goes back.
 */
export function throttle<Value>(
  tell: (value: Value) => void,
  { intervalMs = usualIntervalMs, now = () => performance.now() } = {},
): (value: Value) => void {
  let nextAt = -Infinity;
  return (value) => {
    const time = now();
    if (time < nextAt) return;
    nextAt = time + intervalMs;
    tell(value);
  };
}
