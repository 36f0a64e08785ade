import { notOk, type Result } from '../../shared/result.ts';
import { onDisk } from './disks.ts';
import { type UnreadCode, unreadCode } from './read-small-file-now.ts';

/** The same as `readSmallFileNow`, holding up nobody: a drive that may hang is asked by its own process. Never rejects. */
export const readSmallFile = (
  path: string,
  mostBytes: number,
): Promise<Result<string, UnreadCode>> =>
  onDisk('readSmall', path, mostBytes).catch((error: unknown) => notOk(unreadCode(error)));
