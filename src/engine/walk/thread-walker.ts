import { Worker } from 'node:worker_threads';
import type { FolderWalker, WalkRequest } from './walker.ts';
import type { WalkBatch } from './walk-batches.ts';

/** `credit` has one number: how many batches may still be sent. */
export interface WalkOrder {
  readonly request: WalkRequest;
  readonly credit: Int32Array<SharedArrayBuffer>;
}

/**
 * How many batches may be on their way. Node delivers up to a thousand messages in one turn of the event loop: without a
 * limit a walk of 100,000 files holds up its receiver for seconds. One more where another thread looks at them first.
 */
const mostOnTheirWay = 2;

/** What a walk makes is handed over at once. Left to itself, V8 keeps 64 MB for what is new; with this a walk is as fast. */
const resourceLimits = { maxYoungGenerationSizeMb: 12 };

/**
 * Walks in a thread of its own, so that a slow disk or a folder of 100,000 files holds up nobody.
 * `entry` is the file of `walk-thread`. An aborted walk resolves at once; an error of the thread rejects.
 */
export function createThreadWalker(entry: URL | string): FolderWalker {
  return {
    walk(request, listener, signal) {
      if (signal.aborted) return Promise.resolve();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const credit = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
      credit[0] = mostOnTheirWay + (request.wantsFingerprints ? 1 : 0);
      const giveCredit = () => {
        Atomics.add(credit, 0, 1);
        Atomics.notify(credit, 0);
      };
      const order: WalkOrder = { request, credit };
      const thread = new Worker(entry, { workerData: order, resourceLimits });
      const stop = () => {
        resolve();
        void thread.terminate();
      };
      signal.addEventListener('abort', stop, { once: true });
      thread.on('message', (batch: WalkBatch) => {
        if (signal.aborted) return;
        // In a later turn: whatever else waits for this thread comes first.
        const taken = Promise.resolve(listener(batch.found, batch.leftOut));
        void taken.then(() => setImmediate(giveCredit), reject);
      });
      thread.on('error', reject);
      // Messages sent before the end are delivered before 'exit'.
      thread.on('exit', () => resolve());
      return promise.finally(() => signal.removeEventListener('abort', stop));
    },
  };
}
