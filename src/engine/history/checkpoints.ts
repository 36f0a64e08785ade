import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';

export interface ThreadOrder {
  readonly path: string;
  readonly does: 'checkpoints' | 'check' | 'searches' | 'unchanged' | 'salvage';
}

/** About a thousand pages, as SQLite itself has it. Bytes. */
const walLimitBytes = 4 * 1024 * 1024;
/** The log begins anew only after a checkpoint during which nothing was written. Emptying 500 MB once held up the writer for 0.6 s. */
const longLogBytes = 4 * walLimitBytes;
/** Of a long log. Meanwhile only what people do is written, and what was under way. */
const mostTries = 4;
/** SQLite's own way: a checkpoint on the writer's thread each thousand pages. */
const automatic = 'PRAGMA wal_autocheckpoint = 1000';

/** Keeps the write-ahead log of a database short. */
export interface Checkpoints {
  /** After each transaction: costs one `stat`. */
  onWrite(): void;
  /** Resolves when no checkpoint is under way: until then a write may wait for the disk as long as that does. */
  quiet(): Promise<void>;
  /** The same, but null unless the log is long: attempts write all the time, and must not keep it from being emptied. */
  writable(): Promise<void> | null;
  close(): void;
}

const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/**
 * Checkpoints in a thread, because each one flushes the database: tens of milliseconds on a busy disk. The thread starts
 * when there is something to do. If it dies, SQLite does it again on the writer's thread. `entry` is the file of
 * `history-thread`.
 */
export function createCheckpoints(
  database: DatabaseSync,
  path: string,
  entry: URL | string,
): Checkpoints {
  // Without a limit the log keeps its largest size, and that would say nothing.
  database.exec('PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 0;');
  const log = `${path}-wal`;
  let thread: Worker | null = null;
  let busy: PromiseWithResolvers<void> | null = null;
  let isDead = false;
  let nextAt = walLimitBytes;
  let sizeBytes = 0;
  let orderedAt = 0;
  let triesLeft = 0;

  const busyEnds = async ({ promise }: PromiseWithResolvers<void>) => {
    thread?.ref();
    await promise;
  };
  const endBusy = () => {
    busy?.resolve();
    busy = null;
    thread?.unref();
  };
  const onDeath = () => {
    endBusy();
    if (isDead) return;
    isDead = true;
    if (database.isOpen) database.exec(automatic);
  };
  const order = () => {
    triesLeft -= 1;
    orderedAt = sizeOf(log);
    thread ??= start();
    thread.postMessage(null);
  };
  const start = () => {
    const workerData: ThreadOrder = { path, does: 'checkpoints' };
    const started = new Worker(entry, { workerData });
    started.on('message', () => {
      const size = sizeOf(log);
      if (size >= longLogBytes && size > orderedAt && triesLeft > 0) {
        order();
        return;
      }
      endBusy();
      // The log begins anew with the next write, unless that came before the end of the checkpoint.
      nextAt = size + walLimitBytes;
    });
    started.on('error', onDeath);
    started.on('exit', onDeath);
    started.unref();
    return started;
  };

  return {
    onWrite() {
      if (isDead) return;
      sizeBytes = sizeOf(log);
      if (sizeBytes < walLimitBytes) nextAt = walLimitBytes;
      if (busy || sizeBytes < nextAt) return;
      busy = Promise.withResolvers();
      triesLeft = mostTries;
      order();
    },
    quiet: () => (busy ? busyEnds(busy) : Promise.resolve()),
    writable: () => (busy && sizeBytes >= longLogBytes ? busyEnds(busy) : null),
    close() {
      isDead = true;
      endBusy();
      void thread?.terminate();
    },
  };
}

/** Reads the whole database in a thread, and answers whether it is sound. Also true when the thread cannot tell. */
export function checkInThread(path: string, entry: URL | string): Promise<boolean> {
  const order: ThreadOrder = { path, does: 'check' };
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const thread = new Worker(entry, { workerData: order });
  thread.on('message', (sound) => resolve(sound !== false));
  thread.on('error', () => resolve(true));
  thread.on('exit', () => resolve(true));
  thread.unref();
  return promise;
}
