import { Worker } from 'node:worker_threads';
import { diskProgram } from '../../files/disks.ts';
import type { DriveProgram } from '../../files/drive-process.ts';
import type { Packed, Zipper, ZipOrder } from './zip-order.ts';

/** What the thread is started with. */
export interface ZipData {
  readonly order: ZipOrder;
  /** What asks drives that may hang: a thread has its own. */
  readonly disk: DriveProgram | null;
}

export type ZipMessage =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'packed'; readonly packed: Packed }
  | { readonly kind: 'broken'; readonly code: string; readonly words: string };

/** Packs in a thread of its own, so that reading and checksums hold up nobody. `entry` is the file of `zip-thread`. */
export function createThreadZipper(entry: URL | string): Zipper {
  return {
    async zip(order, onDone, signal) {
      signal.throwIfAborted();
      const thread = new Worker(entry, {
        workerData: { order, disk: diskProgram() } satisfies ZipData,
      });
      const { promise, resolve, reject } = Promise.withResolvers<Packed>();
      const stop = () => reject(signal.reason);
      signal.addEventListener('abort', stop, { once: true });
      thread.on('message', (message: ZipMessage) => {
        if (message.kind === 'progress') onDone(message.done);
        else if (message.kind === 'packed') resolve(message.packed);
        else reject(Object.assign(new Error(message.words), { code: message.code }));
      });
      thread.on('error', reject);
      // Messages sent before the end are delivered before 'exit'.
      thread.on('exit', () => reject(new Error('The thread ended early.')));
      try {
        return await promise;
      } finally {
        signal.removeEventListener('abort', stop);
        // Only then is the archive closed, and can be renamed or removed on every system.
        await thread.terminate();
      }
    },
  };
}
