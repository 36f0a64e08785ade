/** macOS names files one event at a time; those that come together belong in one batch. Milliseconds. */
const gatherMs = 50;

export interface IncomingPaths {
  /** No paths at all are news too: somebody started the app again. */
  readonly add: (paths: readonly string[]) => void;
  /** Everything added before, then all that comes, goes to `receive`. */
  readonly deliverTo: (receive: (paths: readonly string[]) => void) => void;
}

/** Keeps what the system asks to open until somebody can take it, however early it comes. */
export function gatherIncomingPaths(): IncomingPaths {
  let waiting: string[] | null = null;
  let receiver: ((paths: readonly string[]) => void) | null = null;
  let timer: NodeJS.Timeout | null = null;

  const flush = () => {
    timer = null;
    if (receiver === null || waiting === null) return;
    const paths = waiting;
    waiting = null;
    receiver(paths);
  };

  return {
    add(paths) {
      waiting = [...(waiting ?? []), ...paths];
      timer ??= setTimeout(flush, gatherMs);
    },
    deliverTo(receive) {
      receiver = receive;
      if (timer === null) flush();
    },
  };
}
