import type { WorkerLauncher } from '../../src/engine/ports.ts';
import type { EngineMessage } from '../../src/shared/worker/messages.ts';

type Kind = EngineMessage['kind'];
type Said<K extends Kind> = Extract<EngineMessage, { readonly kind: K }>;

/** A worker process that does what a test says and nothing else. */
export interface FakeWorker {
  readonly processId: number;
  readonly isKilled: boolean;
  /** Resolves with the next message of this kind that the pool has sent or sends. */
  hears<K extends Kind>(kind: K): Promise<Said<K>>;
  says(raw: unknown): void;
  exits(reason: string): void;
}

export interface FakeWorkers {
  readonly launcher: WorkerLauncher;
  /** In the order they were launched. */
  readonly workers: readonly FakeWorker[];
}

function fakeWorker(processId: number, diesWhenKilled: boolean) {
  const unheard: EngineMessage[] = [];
  const waiting: { kind: Kind; resolve: (message: EngineMessage) => void }[] = [];
  let tell: (raw: unknown) => void = () => undefined;
  let end: (reason: string) => void = () => undefined;
  let isKilled = false;

  const worker: FakeWorker = {
    processId,
    get isKilled() {
      return isKilled;
    },
    hears: <K extends Kind>(kind: K) => {
      const at = unheard.findIndex((message) => message.kind === kind);
      if (at >= 0) return Promise.resolve(unheard.splice(at, 1)[0] as Said<K>);
      return new Promise<Said<K>>((resolve) => {
        waiting.push({ kind, resolve: resolve as (message: EngineMessage) => void });
      });
    },
    says: (raw) => tell(raw),
    exits: (reason) => end(reason),
  };
  const process = {
    processId,
    send: (messages: readonly EngineMessage[]) => {
      for (const message of messages) {
        const at = waiting.findIndex(({ kind }) => kind === message.kind);
        if (at >= 0) waiting.splice(at, 1)[0]?.resolve(message);
        else unheard.push(message);
      }
    },
    onMessage: (listener: (raw: unknown) => void) => {
      tell = listener;
    },
    onExit: (listener: (reason: string) => void) => {
      end = listener;
    },
    kill: () => {
      isKilled = true;
      if (diesWhenKilled) queueMicrotask(() => end('SIGKILL'));
    },
  };
  return { worker, process };
}

/** Workers exit when they are killed, unless a test wants to decide when. */
export function fakeWorkers({ diesWhenKilled = true } = {}): FakeWorkers {
  const workers: FakeWorker[] = [];
  return {
    workers,
    launcher: {
      launch: () => {
        const { worker, process } = fakeWorker(1000 + workers.length, diesWhenKilled);
        workers.push(worker);
        return process;
      },
    },
  };
}
