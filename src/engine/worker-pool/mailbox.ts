import type { Heard, PooledWorker } from './pooled-worker.ts';

/** Turns what a worker says into answers that can be awaited, in order. */
export interface Mailbox {
  /** Once the worker is gone, every call answers so. */
  next(): Promise<Heard>;
  close(): void;
}

export function openMailbox(worker: PooledWorker): Mailbox {
  const waiting: Heard[] = [];
  let gone: Heard | null = null;
  let deliver: ((heard: Heard) => void) | null = null;

  worker.listen((heard) => {
    if (heard.kind === 'gone') gone = heard;
    if (deliver) deliver(heard);
    else waiting.push(heard);
    deliver = null;
  });
  return {
    next: () => {
      const heard = waiting.shift() ?? gone;
      if (heard) return Promise.resolve(heard);
      return new Promise((resolve) => {
        deliver = resolve;
      });
    },
    close: () => worker.listen(null),
  };
}
