import { crashed, type PoolOutcome } from './outcome.ts';
import type { PooledWorker, WorkerEvent } from './pooled-worker.ts';

/** Both directions to one worker during one attempt; what it says can be awaited, in order. */
export interface WorkerChannel {
  readonly worker: PooledWorker;
  /** Once the worker is gone, every call answers so. */
  next(): Promise<WorkerEvent>;
  close(): void;
}

export function openChannel(worker: PooledWorker): WorkerChannel {
  const waiting: WorkerEvent[] = [];
  let gone: WorkerEvent | null = null;
  let deliver: ((event: WorkerEvent) => void) | null = null;

  worker.listen((event) => {
    if (event.kind === 'gone') gone = event;
    if (deliver) deliver(event);
    else waiting.push(event);
    deliver = null;
  });
  return {
    worker,
    next: () => {
      const event = waiting.shift() ?? gone;
      if (event) return Promise.resolve(event);
      return new Promise((resolve) => {
        deliver = resolve;
      });
    },
    close: () => worker.listen(null),
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
