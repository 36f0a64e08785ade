import type { EngineMessage, WorkerMessage } from '../../shared/worker/messages.ts';
import { crashed, type PoolOutcome } from './outcome.ts';
import type { PooledWorker, WorkerEvent } from './pooled-worker.ts';

/** Both directions to a worker for one attempt; what it says of it can be awaited, in order. */
export interface WorkerChannel {
  readonly worker: PooledWorker;
  /** Resolves once the worker may be told something; with the reason when it ended before. */
  readonly whenReady: Promise<string | null>;
  /** Resolves when every attempt before this one has been answered, or the worker is gone. */
  readonly whenNext: Promise<void>;
  readonly isNext: boolean;
  readonly isAnswered: boolean;
  /** The worker was lost to an attempt before this one. */
  readonly isReturned: boolean;
  /** The worker's next word on this attempt. Once it is gone, every call answers so. */
  next(): Promise<WorkerEvent>;
  send(message: EngineMessage): void;
  close(): void;
}

interface Lane {
  readonly attemptId: string;
  readonly heard: WorkerEvent[];
  deliver: ((event: WorkerEvent) => void) | null;
  readonly begin: () => void;
  /** The worker has nothing more to say of it. */
  isAnswered: boolean;
  isReturned: boolean;
}

const lastKinds: ReadonlySet<WorkerMessage['kind']> = new Set(['finished', 'failed', 'peeked']);
const isLast = ({ kind }: WorkerMessage) => lastKinds.has(kind);

/**
 * A worker that is held for several attempts. It has their orders at once and makes them one after another, so that it never waits
 * for the engine between two; whatever it says must be of the first that is not answered yet, or it is killed.
 */
export interface WorkerLease {
  open(attemptId: string): WorkerChannel;
  end(): void;
}

export function leaseWorker(worker: PooledWorker): WorkerLease {
  const lanes: Lane[] = [];
  const ready = Promise.withResolvers<string | null>();
  let gone: WorkerEvent | null = null;
  let isReady = worker.isReady;
  if (isReady) ready.resolve(null);

  const hear = (lane: Lane, event: WorkerEvent) => {
    const { deliver } = lane;
    lane.deliver = null;
    if (deliver) deliver(event);
    else lane.heard.push(event);
  };
  const first = () => lanes.find(({ isAnswered }) => !isAnswered);
  const answered = (lane: Lane) => {
    lane.isAnswered = true;
    first()?.begin();
  };

  const lose = (event: WorkerEvent & { readonly kind: 'gone' }) => {
    gone = event;
    ready.resolve(event.reason);
    const lostTo = first();
    for (const lane of lanes) {
      lane.isReturned = lane !== lostTo && !lane.isAnswered;
      hear(lane, event);
      lane.begin();
    }
  };

  worker.listen((event) => {
    if (event.kind === 'gone') return lose(event);
    const lane = first();
    if (event.kind === 'ready' && !isReady) {
      isReady = true;
      ready.resolve(null);
    } else if (!isReady || event.kind === 'ready' || lane?.attemptId !== event.attemptId) {
      worker.kill(`it answered "${event.kind}" out of turn`);
    } else {
      if (isLast(event)) answered(lane);
      hear(lane, event);
    }
  });

  return {
    open(attemptId) {
      const begun = Promise.withResolvers<void>();
      const lane: Lane = {
        attemptId,
        heard: [],
        deliver: null,
        begin: begun.resolve,
        isAnswered: false,
        isReturned: false,
      };
      lanes.push(lane);
      if (gone !== null || first() === lane) lane.begin();
      return {
        worker,
        whenReady: ready.promise,
        whenNext: begun.promise,
        get isNext() {
          return first() === lane;
        },
        get isAnswered() {
          return lane.isAnswered;
        },
        get isReturned() {
          return lane.isReturned;
        },
        next: () => {
          const event = lane.heard.shift() ?? gone;
          if (event) return Promise.resolve(event);
          return new Promise((resolve) => {
            lane.deliver = resolve;
          });
        },
        send(message) {
          worker.send(message);
          if (message.kind === 'release') answered(lane);
        },
        close() {
          lanes.splice(lanes.indexOf(lane), 1);
          first()?.begin();
        },
      };
    },
    end: () => worker.listen(null),
  };
}

/** Waits until a worker that was told to end has ended. */
export async function waitForExit(channel: WorkerChannel): Promise<void> {
  while (!channel.worker.hasExited) await channel.next();
}

/** What breaks the order of the protocol is answered like a crash: the worker is killed and its exit awaited. */
export async function breakOff(channel: WorkerChannel, event: WorkerEvent): Promise<PoolOutcome> {
  let last = event;
  if (last.kind !== 'gone') channel.worker.kill(`it answered "${last.kind}" out of turn`);
  while (last.kind !== 'gone') last = await channel.next();
  return crashed(last.reason);
}
