import { type FileHandle, open } from 'node:fs/promises';
import { errorCode } from '../files/write-failure.ts';

/** Makes what was stored so far survive a power cut. */
export interface LogFlush {
  /** Resolves once everything that was committed before the call is on the disk; rejects when the disk says no. */
  flush(): Promise<void>;
  close(): void;
}

/**
 * Where a database cannot have such a log (some network disks) SQLite flushes it at each commit; and there are file systems that
 * flush nothing on demand.
 */
const cannotFlush = new Set(['ENOENT', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/**
 * Flushes the write-ahead log of a database from a thread of Node's pool, where a commit with `synchronous = FULL` would have the
 * writer's thread wait. What a commit appended is whole or ignored, so that the log alone decides. Windows flushes only what is
 * open for writing.
 */
export function createLogFlush(path: string): LogFlush {
  let log: FileHandle | null = null;
  return {
    async flush() {
      try {
        log ??= await open(`${path}-wal`, 'r+');
        await log.datasync();
      } catch (error) {
        if (!cannotFlush.has(errorCode(error))) throw error;
      }
    },
    close() {
      void log?.close().catch(() => undefined);
    },
  };
}
