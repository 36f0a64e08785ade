import { type EngineMessage, WorkerMessage } from '../../shared/worker/messages.ts';
import type { WorkerProcess } from '../ports.ts';

/** A message of a worker, or its exit. `reason` is for the log. */
export type WorkerEvent = WorkerMessage | { readonly kind: 'gone'; readonly reason: string };

/** A worker process whose words are parsed. It may speak only while an attempt listens; otherwise it is killed. */
export interface PooledWorker {
  readonly processId: number;
  /** See `WorkerProcess`. */
  readonly heldBytes: () => number | null;
  /** It has said `ready`, which is the first thing a new one says. */
  readonly isReady: boolean;
  /** True once it was told to end or has ended. It takes no more attempts then. */
  readonly isLost: boolean;
  readonly hasExited: boolean;
  /** Whoever listens hears everything until another one does; null for an idle worker. */
  listen(listener: ((event: WorkerEvent) => void) | null): void;
  send(message: EngineMessage): void;
  /** Only the first call counts. `reason` is what `gone` then says. */
  kill(reason: string): void;
}

/** `onExit` is called once, after whoever listens has heard `gone`. */
export function poolWorker(process: WorkerProcess, onExit: () => void): PooledWorker {
  let listener: ((event: WorkerEvent) => void) | null = null;
  let killedFor: string | null = null;
  let isReady = false;
  let hasExited = false;

  function kill(reason: string): void {
    if (hasExited || killedFor !== null) return;
    killedFor = reason;
    process.kill();
  }

  function hear(message: WorkerMessage): void {
    isReady ||= message.kind === 'ready';
    listener?.(message);
  }

  process.onMessage((raw) => {
    if (killedFor !== null) return;
    const parsed = WorkerMessage.safeParse(raw);
    if (!parsed.success) kill('it said something that is no message');
    else if (listener === null) kill('it spoke without being asked');
    else hear(parsed.data);
  });
  process.onExit((reason) => {
    if (hasExited) return;
    hasExited = true;
    listener?.({ kind: 'gone', reason: killedFor ?? reason });
    onExit();
  });

  /** A lease's orders come within one turn of the event loop and go as one message. */
  let unsent: EngineMessage[] = [];
  const sendAll = () => {
    const messages = unsent;
    unsent = [];
    if (!hasExited && killedFor === null) process.send(messages);
  };

  return {
    // Asked each time: Electron knows the number only once the process has started.
    get processId() {
      return process.processId;
    },
    heldBytes: () => process.heldBytes?.() ?? null,
    get isReady() {
      return isReady;
    },
    get isLost() {
      return hasExited || killedFor !== null;
    },
    get hasExited() {
      return hasExited;
    },
    listen: (next) => {
      listener = next;
    },
    send: (message) => {
      if (unsent.push(message) === 1) setImmediate(sendAll);
    },
    kill,
  };
}
