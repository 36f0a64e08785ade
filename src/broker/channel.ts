import type { EngineMessage, WorkerMessage } from '../shared/worker/messages.ts';

/** The line to the engine, whichever kind of process this is. */
export interface Channel {
  send(message: WorkerMessage): void;
  onMessage(listener: (message: EngineMessage) => void): void;
  /** Called when the engine is gone. Electron ends its own child processes; there it never is. */
  onDisconnect(listener: () => void): void;
}

/** As much of Electron's `process.parentPort` as is used here. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
}

const kinds: ReadonlySet<string> = new Set<EngineMessage['kind']>([
  'mark',
  'start',
  'admit',
  'proceed',
  'release',
]);

/** The engine is the same program: it is enough to know that these are messages of it. */
function isEngineMessage(raw: unknown): raw is EngineMessage {
  if (typeof raw !== 'object' || raw === null || !('kind' in raw)) return false;
  const { kind } = raw;
  return typeof kind === 'string' && kinds.has(kind);
}

const messagesOf = (raw: unknown): EngineMessage[] =>
  Array.isArray(raw) ? raw.filter(isEngineMessage) : [];

function electronChannel(port: ParentPort): Channel {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) =>
      void port.on('message', ({ data }) => {
        messagesOf(data).forEach(listener);
      }),
    onDisconnect: () => undefined,
  };
}

function nodeChannel(): Channel {
  return {
    send: (message) => void process.send?.(message),
    onMessage: (listener) =>
      void process.on('message', (raw: unknown) => {
        messagesOf(raw).forEach(listener);
      }),
    onDisconnect: (listener) => void process.on('disconnect', listener),
  };
}

/** Electron's utilityProcess or a plain Node fork. Throws when the program was started by hand. */
export function openChannel(): Channel {
  const host: { readonly pid: number; readonly parentPort?: ParentPort } = process;
  if (host.parentPort) return electronChannel(host.parentPort);
  if (process.send) return nodeChannel();
  throw new Error('The worker is started by the engine, not by hand.');
}
