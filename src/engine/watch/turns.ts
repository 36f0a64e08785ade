/** Turns that are taken one after the other, never two at once. */
export interface Turns {
  /** The next one comes at once, or after the one that is being taken. */
  soon(): void;
  end(): void;
  /** Also within a turn. */
  readonly hasEnded: () => boolean;
}

/** The shortest rest between two. Milliseconds. */
const leastMs = 10;

/** Begins at once. `restMs` is asked after each turn. */
export function takeTurns(turn: () => Promise<void>, restMs: () => number): Turns {
  let timer: NodeJS.Timeout | undefined;
  let isTurning = false;
  let isAwaited = false;
  let hasEnded = false;

  async function run(): Promise<void> {
    if (isTurning || hasEnded) {
      isAwaited = true;
      return;
    }
    isTurning = true;
    await turn();
    isTurning = false;
    const rest = isAwaited ? leastMs : Math.max(restMs(), leastMs);
    isAwaited = false;
    if (!hasEnded) wake(rest);
  }
  function wake(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), ms);
  }
  wake(0);

  return {
    soon: () => wake(0),
    end() {
      hasEnded = true;
      clearTimeout(timer);
    },
    hasEnded: () => hasEnded,
  };
}
