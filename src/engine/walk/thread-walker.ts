import { Worker } from 'node:worker_threads';
import type { FolderWalker } from '../ports.ts';
import type { WalkBatch } from './walk-batches.ts';

/**
 * Walks in a thread of its own, so that a slow disk or a folder of 100,000 files holds up nobody.
 * `entry` is the file of `walk-thread`. An aborted walk resolves at once; an error of the thread rejects.
 */
export function createThreadWalker(entry: URL | string): FolderWalker {
  return {
    walk(request, listener, signal) {
      if (signal.aborted) return Promise.resolve();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const thread = new Worker(entry, { workerData: request });
      const stop = () => {
        resolve();
        void thread.terminate();
      };
      signal.addEventListener('abort', stop, { once: true });
      thread.on('message', (batch: WalkBatch) => {
        if (!signal.aborted) listener(batch.found, batch.leftOut);
      });
      thread.on('error', reject);
      // Messages sent before the end are delivered before 'exit'.
      thread.on('exit', () => resolve());
      return promise.finally(() => signal.removeEventListener('abort', stop));
    },
  };
}
