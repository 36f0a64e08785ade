import type { Hold } from '../../shared/task/hold.ts';
import { storingWords } from '../../shared/words/areas/storing.ts';
import { errorCode } from './write-failure.ts';

/** SQLite's codes for a disk without room: SQLITE_FULL, and SQLITE_IOERR_SHMSIZE for the memory that connections share. */
const fullCodes: ReadonlySet<unknown> = new Set([13, 4874]);

/** One plain line, if something could not be stored because there is no room; else null. */
export function fullDiskLine(error: unknown): string | null {
  return isDiskFull(error) ? storingWords('diskFull') : null;
}

/** What the system says of files beside the database, settings among them. */
const systemCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

function isDiskFull(error: unknown): boolean {
  if (systemCodes.has(errorCode(error))) return true;
  return error instanceof Error && 'errcode' in error && fullCodes.has(error.errcode);
}

/** Why the queue holds on: something could not be stored. */
export function storeHold(error: unknown): Hold {
  return { reason: isDiskFull(error) ? 'history-full' : 'history-refuses' };
}
