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
 * processor time is a little more patient. Changes of the system's date do not matter. Nor does time count in which timers run and
 * promises do not, as in Electron while files are dragged out of a window: what has ended could not say so.
 */
export function createAwakeClock(
  ring: () => void,
  limitMs: number,
  now: () => number = () => performance.now(),
): AwakeClock {
  const tickMs = Math.min(Math.max(limitMs / ticksOfLimit, shortestTickMs), longestTickMs);
  let timer: NodeJS.Timeout | undefined;
  let starts = 0;

  const wait = (leftMs: number) => {
    const since = now();
    timer = setTimeout(
      () => {
        const left = leftMs - Math.min(now() - since, 2 * tickMs);
        const [at, current] = [now(), starts];
        queueMicrotask(() => {
          if (current !== starts) return;
          // What ended while promises waited is heard before the bell.
          if (now() - at > shortestTickMs) wait(Math.max(left, tickMs));
          // Timers come up to a millisecond early.
          else if (left < 1) ring();
          else wait(left);
        });
      },
      Math.min(leftMs, tickMs),
    );
  };
  return {
    start() {
      clearTimeout(timer);
      starts += 1;
      wait(limitMs);
    },
    stop() {
      clearTimeout(timer);
      starts += 1;
    },
  };
}
