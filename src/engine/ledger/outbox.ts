/** Tells what was stored once it is on the disk, in the order in which it was stored. */
export interface Outbox {
  /** Calls `tell` once all that was stored before is on the disk. At once where nothing is flushed. */
  put(tell: () => void): void;
  /** Resolves once all that was put in before was told, and what was stored before is on the disk; rejects if it cannot be. */
  flushed(): Promise<void>;
}

/** One flush serves all that came while the one before was under way. */
export function createOutbox(flush: (() => Promise<void>) | null): Outbox {
  if (flush === null) return { put: (tell) => tell(), flushed: () => Promise.resolve() };
  let waiting: (() => void)[] = [];
  let next: Promise<void> | null = null;
  let last: Promise<void> = Promise.resolve();

  const flushNext = async () => {
    const told = waiting;
    waiting = [];
    next = null;
    try {
      await flush();
    } finally {
      // A disk that fails is told of by whoever waits for it. What is in memory is so, and must be seen.
      for (const tell of told) tell();
    }
  };
  const flushed = () => {
    next ??= last = last.catch(() => undefined).then(flushNext);
    return next;
  };

  return {
    put(tell) {
      waiting.push(tell);
      flushed().catch(() => undefined);
    },
    flushed,
  };
}
