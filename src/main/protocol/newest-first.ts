/**
 * Runs at most `limit` of the given works at once. Of those that wait the newest goes first:
 * in a list that is being scrolled it is the one still on the screen.
 */
export function newestFirst(limit: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let free = limit;
  const waiting: (() => void)[] = [];

  const leave = () => {
    const next = waiting.pop();
    if (next === undefined) free += 1;
    else next();
  };

  return async (work) => {
    if (free > 0) free -= 1;
    else {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push(resolve);
      await promise;
    }
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
