import type { Hold } from '../../shared/task/hold.ts';

export interface HoldTiming {
  /** Until it is looked for the first time whether the queue can go on; each further wait is twice as long. Milliseconds. */
  readonly firstLookMs: number;
  readonly longestWaitMs: number;
  /** How long workers rest that died one after another. Milliseconds. */
  readonly crashRestMs: number;
}

export const usualHoldTiming: HoldTiming = {
  firstLookMs: 250,
  longestWaitMs: 10_000,
  crashRestMs: 60_000,
};

/** Why the queue holds on by itself, and when it goes on. */
export interface Holds {
  readonly current: Hold | null;
  /** `isOver` is asked now and then; once it is true the queue goes on. False if the queue is held already. */
  hold(hold: Hold, isOver: () => Promise<boolean>): boolean;
  /** A person resumes, or the engine closes. */
  end(): void;
}

/** So long without a hold, and the next one is looked at often again. Milliseconds. */
const forgottenMs = 60_000;

export function createHolds(
  { firstLookMs, longestWaitMs }: HoldTiming,
  parts: { readonly onHold: (hold: Hold) => void; readonly onOver: () => void },
): Holds {
  let current: Hold | null = null;
  let clock: NodeJS.Timeout | undefined;
  let waitMs = firstLookMs;
  let lastEndedAt = -Infinity;

  const end = () => {
    clearTimeout(clock);
    current = null;
    lastEndedAt = performance.now();
  };

  const look = async (hold: Hold, isOver: () => Promise<boolean>) => {
    const is = await isOver().catch(() => false);
    if (current !== hold) return;
    if (is) {
      end();
      parts.onOver();
    } else lookLater(hold, isOver);
  };
  const lookLater = (hold: Hold, isOver: () => Promise<boolean>) => {
    clock = setTimeout(() => void look(hold, isOver), waitMs).unref();
    waitMs = Math.min(2 * waitMs, longestWaitMs);
  };

  return {
    get current() {
      return current;
    },
    hold(hold, isOver) {
      if (current !== null) return false;
      if (performance.now() - lastEndedAt > forgottenMs) waitMs = firstLookMs;
      current = hold;
      parts.onHold(hold);
      lookLater(hold, isOver);
      return true;
    },
    end,
  };
}
