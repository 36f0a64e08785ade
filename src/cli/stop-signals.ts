const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** One Ctrl-C may arrive twice: from the terminal and passed on by a parent. Milliseconds. */
const sameSignalMs = 1000;

/** What ended a run early: a person, a reader that went away (`| head`), or a bug. */
export type StopReason = 'person' | 'reader' | 'bug';

export interface Stop {
  readonly signal: AbortSignal;
  /** Null while nothing has. */
  readonly reason: () => StopReason | null;
  readonly stop: (reason: StopReason) => void;
}

/** From now on a signal or a closed pipe winds the run up in order; a second Ctrl-C ends the program at once. */
export function listenForStop(): Stop {
  const controller = new AbortController();
  let first: { readonly reason: StopReason; readonly at: number } | null = null;

  const stop = (reason: StopReason) => {
    first ??= { reason, at: performance.now() };
    controller.abort();
  };
  for (const signal of signals) {
    process.on(signal, () => {
      if (first && performance.now() - first.at > sameSignalMs) process.exit(130);
      stop('person');
    });
  }
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => stop('reader'));
  return { signal: controller.signal, reason: () => first?.reason ?? null, stop };
}
