import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { errorCode } from './write-failure.ts';

/** Absent when nothing has that name; closed when it cannot be read. */
export type UnreadCode = 'absent' | 'closed' | 'no-file' | 'too-large';

// Windows has no O_NONBLOCK.
const readWithoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

export const unreadCode = (error: unknown): UnreadCode =>
  errorCode(error) === 'ENOENT' ? 'absent' : 'closed';

/** The text of a file that a person may have put there: a FIFO in its place does not hold up, nor does a huge file. */
export function readSmallFileNow(path: string, mostBytes: number): Result<string, UnreadCode> {
  let file: number;
  try {
    file = openSync(path, readWithoutWaiting);
  } catch (error) {
    return notOk(unreadCode(error));
  }
  try {
    const facts = fstatSync(file);
    if (!facts.isFile()) return notOk('no-file');
    if (facts.size > mostBytes) return notOk('too-large');
    return ok(readFileSync(file, 'utf8'));
  } catch {
    return notOk('closed');
  } finally {
    closeSync(file);
  }
}
