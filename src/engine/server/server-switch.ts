import type { ServerWork } from '../../shared/ipc/monitor.ts';
import { isUsable, type ServerState } from '../../shared/server/server-state.ts';
import type { FindMark } from '../marks/marks.ts';
import type { Unsubscribe } from '../ports.ts';
import type { WorkerPool } from '../worker-pool/attempt.ts';
import { type Connection, connectTo } from './connection.ts';
import type { ServerChoice, ServerTiming } from './server-choice.ts';
import { runOnServer } from './server-pool.ts';
import { createServerWorkCounts } from './server-work.ts';
import { createSemaphore } from './semaphore.ts';

/** Whether pictures are made here or on a server; the attempts do not know which. */
export interface ServerSwitch {
  /** Makes pictures where they are to be made now. Closes the local pool, too. */
  readonly pool: WorkerPool;
  readonly state: ServerState | null;
  /** Null when none is chosen. */
  readonly work: ServerWork | null;
  /** How many attempts should be under way now. */
  readonly concurrency: number;
  setConcurrency(here: number, atServer: number | null): void;
  choose(choice: ServerChoice | null): void;
  recheck(): Promise<ServerState | null>;
  /** False where the server would pass over some of this, so that it is done here. True when none is chosen. */
  understands(wishes: readonly string[]): boolean;
  subscribe(listener: (state: ServerState | null) => void): Unsubscribe;
}

export interface ServerSwitchParts {
  readonly local: WorkerPool;
  readonly concurrency: number;
  readonly timing: ServerTiming;
  /** Where pictures of watermarks are that recipes only name: a server is sent them. */
  readonly findMark: FindMark;
}

/** While the server makes one picture, the next one travels. More than this at once helps no line and no server. */
const aWorker = 2;
const mostAtServer = 32;

export function createServerSwitch({
  local,
  concurrency,
  timing,
  findMark,
}: ServerSwitchParts): ServerSwitch {
  const semaphore = createSemaphore(concurrency);
  const work = createServerWorkCounts();
  const tools = { local, semaphore, timing, work, findMark };
  const listeners = new Set<(state: ServerState | null) => void>();
  const endings = new Set<Promise<void>>();
  let here = concurrency;
  let atServer: number | null = null;
  let connection: Connection | null = null;
  let address = '';

  const tell = () => {
    const state = connection?.state ?? null;
    for (const listener of listeners) listener(state);
  };
  const leave = () => {
    if (!connection) return;
    const ending = connection.close().finally(() => endings.delete(ending));
    endings.add(ending);
    connection = null;
  };

  const run: WorkerPool['run'] = async (request, signal) => {
    // The desktop's own thumbnails name a file of this computer: that is told to nobody.
    const isOurs = (request.desktopUri ?? null) !== null;
    const chosen = connection;
    if (chosen && !isOurs && (await chosen.isUsable())) {
      return runOnServer(tools, { connection: chosen, request }, signal);
    }
    return chosen
      ? semaphore.run(() => local.run(request, signal), signal)
      : local.run(request, signal);
  };

  return {
    pool: {
      ...local,
      get isWorthLeasing() {
        return connection === null;
      },
      lease: () => (connection === null ? local.lease() : { run, end: () => undefined }),
      run,
      async close() {
        leave();
        await Promise.all([...endings, local.close()]);
      },
    },
    get state() {
      return connection?.state ?? null;
    },
    get work() {
      return connection && { address, ...work.counts };
    },
    get concurrency() {
      const state = connection?.state;
      if (!state || state.kind !== 'connected' || !isUsable(state)) return here;
      return atServer ?? Math.max(here, Math.min(state.workers * aWorker, mostAtServer));
    },
    setConcurrency(nextHere, nextAtServer) {
      here = nextHere;
      atServer = nextAtServer;
      semaphore.setCount(nextHere);
    },
    choose(choice) {
      leave();
      if (choice) {
        ({ address } = choice);
        connection = connectTo(choice, timing, tell);
      }
      tell();
    },
    recheck: () => connection?.recheck() ?? Promise.resolve(null),
    understands: (wishes) => connection?.understands(wishes) ?? true,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** What callers of the engine can say and ask about the server. */
export interface ServerControl {
  /** Makes pictures on a server from now on, or here (null). While it cannot be used they are made here. */
  setServer(choice: ServerChoice | null): void;
  /** Null when none is chosen, or when tasks run elsewhere anyway. */
  serverState(): ServerState | null;
  /** Asks the server how it is, now. */
  checkServer(): Promise<ServerState | null>;
  /** Whether a server that is connected would do all of this; of what it would not, pictures are made here. */
  serverUnderstands(wishes: readonly string[]): boolean;
  /** Hears of every other state. */
  followServer(listener: (state: ServerState | null) => void): Unsubscribe;
}

/** `server` is null when tasks run elsewhere anyway. */
export function createServerControl(server: ServerSwitch | null): ServerControl {
  return {
    setServer: (choice) => server?.choose(choice),
    serverState: () => server?.state ?? null,
    checkServer: () => server?.recheck() ?? Promise.resolve(null),
    serverUnderstands: (wishes) => server?.understands(wishes) ?? true,
    followServer: (listener) => server?.subscribe(listener) ?? (() => undefined),
  };
}
