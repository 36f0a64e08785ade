import type { WorkerLauncher, WorkerProcess } from '../ports.ts';

/** A launcher whose first worker is starting already. */
export interface EarlyLauncher extends WorkerLauncher {
  /** Ends that worker if it was not launched for anybody. */
  endUnused(): void;
}

type Early = WorkerProcess & { readonly hasExited: () => boolean };

/** Keeps what the process says until somebody listens. */
function keepWords(process: WorkerProcess): Early {
  const unheard: unknown[] = [];
  let hear: ((raw: unknown) => void) | null = null;
  let exitReason: string | null = null;
  let hearExit = (_reason: string): void => undefined;
  process.onMessage((raw) => {
    if (hear === null) unheard.push(raw);
    else hear(raw);
  });
  process.onExit((reason) => {
    exitReason = reason;
    hearExit(reason);
  });
  return {
    get processId() {
      return process.processId;
    },
    send: (message) => process.send(message),
    // Later, as a process speaks: whoever launches it is not ready for an answer before the call returns.
    onMessage: (listener) =>
      void setImmediate(() => {
        for (const raw of unheard) listener(raw);
        hear = listener;
      }),
    onExit: (listener) => {
      hearExit = listener;
    },
    kill: () => process.kill(),
    heldBytes: () => process.heldBytes?.() ?? null,
    hasExited: () => exitReason !== null,
  };
}

/** Starts a worker at once; the first `launch` answers with it unless it has ended since. */
export function launchEarly(launcher: WorkerLauncher): EarlyLauncher {
  let early: Early | null = keepWords(launcher.launch());
  const take = () => {
    const taken = early;
    early = null;
    return taken;
  };
  return {
    launch() {
      const taken = take();
      return taken === null || taken.hasExited() ? launcher.launch() : taken;
    },
    endUnused: () => take()?.kill(),
  };
}
