import type { Hold } from '../../shared/task/hold.ts';

export interface HoldTiming {
  /** Until it is looked for the first time whether a hold is over; each further wait is twice as long. Milliseconds. */
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

/** What the queue, or a part of it, waits for. Each hold has a key of its own. */
export interface Holds {
  get(key: string): Hold | undefined;
  keys(): readonly string[];
  /** `isOver` is asked now and then; once it is true the hold ends. False if there is one with this key already. */
  hold(key: string, hold: Hold, isOver: () => Promise<boolean>): boolean;
  /** A person resumes, or nothing waits for it any more; nobody is told. */
  end(key: string): void;
}

/** So long without this hold, and it is looked at often again. Milliseconds. */
const forgottenMs = 60_000;
const endedKept = 2000;
/** Of very many holds each is looked at less often. Milliseconds. */
const msForEach = 20;

interface Current {
  readonly hold: Hold;
  readonly isOver: () => Promise<boolean>;
  waitMs: number;
  clock?: NodeJS.Timeout;
}

export function createHolds(
  { firstLookMs, longestWaitMs }: HoldTiming,
  onOver: (key: string) => void,
): Holds {
  const holds = new Map<string, Current>();
  const ended = new Map<string, { readonly waitMs: number; readonly at: number }>();

  const end = (key: string) => {
    const current = holds.get(key);
    if (!current) return;
    clearTimeout(current.clock);
    holds.delete(key);
    if (ended.size >= endedKept) ended.clear();
    ended.set(key, { waitMs: current.waitMs, at: performance.now() });
  };

  const look = async (key: string, current: Current) => {
    const is = await current.isOver().catch(() => false);
    if (holds.get(key) !== current) return;
    if (is) {
      end(key);
      onOver(key);
    } else lookLater(key, current);
  };
  const lookLater = (key: string, current: Current) => {
    const waitMs = Math.max(current.waitMs, msForEach * holds.size);
    current.clock = setTimeout(() => void look(key, current), waitMs).unref();
    current.waitMs = Math.min(2 * current.waitMs, longestWaitMs);
  };

  return {
    get: (key) => holds.get(key)?.hold,
    keys: () => [...holds.keys()],
    hold(key, hold, isOver) {
      if (holds.has(key)) return false;
      const before = ended.get(key);
      const isFresh = !before || performance.now() - before.at > forgottenMs;
      const current: Current = { hold, isOver, waitMs: isFresh ? firstLookMs : before.waitMs };
      holds.set(key, current);
      lookLater(key, current);
      return true;
    },
    end,
  };
}
