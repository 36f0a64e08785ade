import type { WorkerProcess } from '../ports.ts';

export interface FallingBack {
  /** The first one has said its first word. */
  readonly onSpoken: () => void;
  /** It ended before that, unasked. Starts another one in its place, or answers with what is said of its end. */
  readonly instead: (reason: string) => WorkerProcess | string;
}

/** One worker for whoever uses it, in whose place another one starts if it ends before its first word. No attempt is lost by that. */
export function fallBack(first: WorkerProcess, { onSpoken, instead }: FallingBack): WorkerProcess {
  let current = first;
  let hasSpoken = false;
  let isKilled = false;
  let hear = (_raw: unknown): void => undefined;
  let hearEnd = (_reason: string): void => undefined;

  function startInstead(reason: string): WorkerProcess | string {
    try {
      return instead(reason);
    } catch (error) {
      return `it could not be started: ${String(error)}`;
    }
  }

  first.onMessage((raw) => {
    if (!hasSpoken) onSpoken();
    hasSpoken = true;
    hear(raw);
  });
  first.onExit((reason) => {
    if (hasSpoken || isKilled) return hearEnd(reason);
    const next = startInstead(reason);
    if (typeof next === 'string') return hearEnd(next);
    current = next;
    current.onMessage((raw) => hear(raw));
    current.onExit((end) => hearEnd(end));
  });

  return {
    get processId() {
      return current.processId;
    },
    send: (messages) => current.send(messages),
    onMessage: (listener) => {
      hear = listener;
    },
    onExit: (listener) => {
      hearEnd = listener;
    },
    kill() {
      isKilled = true;
      current.kill();
    },
    heldBytes: () => current.heldBytes?.() ?? null,
  };
}
