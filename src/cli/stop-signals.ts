/** One Ctrl-C may arrive twice: from the terminal and passed on by a parent. Milliseconds. */
const sameSignalMs = 1000;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What ends a run early. `isBroken` once nobody reads what we print any more. */
export interface Stop {
  readonly signal: AbortSignal;
  readonly isBroken: () => boolean;
}

/**
 * Ctrl-C, a request to end, or a reader that went away (`| head`): the run is wound up in order.
 * A second Ctrl-C ends the program at once.
 */
export function listenForStop(): Stop {
  const controller = new AbortController();
  let isBroken = false;
  let stoppedAt = 0;
  for (const signal of signals) {
    process.on(signal, () => {
      const isSecond = controller.signal.aborted && performance.now() - stoppedAt > sameSignalMs;
      if (isSecond) process.exit(130);
      if (!controller.signal.aborted) stoppedAt = performance.now();
      controller.abort();
    });
  }
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => {
      isBroken = true;
      controller.abort();
    });
  }
  return { signal: controller.signal, isBroken: () => isBroken };
}
