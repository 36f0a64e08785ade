import { type FileHandle, open } from 'node:fs/promises';

/** Makes what was stored so far survive a power cut. */
export interface LogFlush {
  /** Resolves once everything that was committed before the call is on the disk; rejects when the disk says no. */
  flush(): Promise<void>;
  close(): void;
}

/**
 * Flushes the write-ahead log of a database from a thread of Node's pool, where a commit with `synchronous = FULL` would have the
 * writer's thread wait. What a commit appended is whole or ignored, so that the log alone decides. Windows flushes only what is
 * open for writing.
 */
export function createLogFlush(path: string): LogFlush {
  let log: Promise<FileHandle> | null = null;
  return {
    async flush() {
      log ??= open(`${path}-wal`, 'r+');
      await (await log).datasync();
    },
    close() {
      void log?.then((file) => file.close()).catch(() => undefined);
    },
  };
}
