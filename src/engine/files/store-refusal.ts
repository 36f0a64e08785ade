import type { Hold } from '../../shared/task/hold.ts';

/** SQLite's codes for a disk without room: SQLITE_FULL, and SQLITE_IOERR_SHMSIZE for the memory that connections share. */
const fullCodes: ReadonlySet<unknown> = new Set([13, 4874]);

const full = 'The disk that holds the history of Thumbline is full';

/** One plain line, if something could not be stored because there is no room; else null. */
export function fullDiskLine(error: unknown): string | null {
  return isDiskFull(error) ? `${full}. Make room there, then try again.` : null;
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && fullCodes.has(error.errcode);
}

/** Why the queue holds on: something could not be stored. */
export function storeHold(error: unknown): Hold {
  return { reason: isDiskFull(error) ? 'history-full' : 'history-refuses' };
}
