/** Rings once after some time of work. */
export interface AwakeClock {
  /** From the beginning each time. */
  start(): void;
  stop(): void;
}

/** Ticks of one limit; none is shorter or longer than this. Milliseconds. */
const ticksOfLimit = 8;
const shortestTickMs = 20;
const longestTickMs = 1000;

/**
 * A clock on which time does not count in which this whole process slept: stopped by a signal, or by a computer that was suspended. What
 * it watches most probably slept, too. A tick that comes late counts for two at most, so a process that is only short of
 * processor time is a little more patient. Changes of the system's date do not matter.
 */
export function createAwakeClock(
  ring: () => void,
  limitMs: number,
  now: () => number = () => performance.now(),
): AwakeClock {
  const tickMs = Math.min(Math.max(limitMs / ticksOfLimit, shortestTickMs), longestTickMs);
  let timer: NodeJS.Timeout | undefined;

  const wait = (leftMs: number) => {
    const since = now();
    timer = setTimeout(
      () => {
        const left = leftMs - Math.min(now() - since, 2 * tickMs);
        // Timers come up to a millisecond early.
        if (left < 1) ring();
        else wait(left);
      },
      Math.min(leftMs, tickMs),
    );
  };
  return {
    start() {
      clearTimeout(timer);
      wait(limitMs);
    },
    stop: () => clearTimeout(timer),
  };
}
