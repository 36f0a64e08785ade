import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { errorCode } from './write-failure.ts';

/** Absent when nothing has that name; closed when it cannot be read, or is no file. */
export type UnreadCode = 'absent' | 'closed' | 'too-large';

// Windows has no O_NONBLOCK.
const readWithoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** The text of a file that a person may have put there: a FIFO in its place does not hold up, nor does a huge file. */
export function readSmallFile(path: string, mostBytes: number): Result<string, UnreadCode> {
  let file: number;
  try {
    file = openSync(path, readWithoutWaiting);
  } catch (error) {
    return notOk(errorCode(error) === 'ENOENT' ? 'absent' : 'closed');
  }
  try {
    const facts = fstatSync(file);
    if (!facts.isFile()) return notOk('closed');
    if (facts.size > mostBytes) return notOk('too-large');
    return ok(readFileSync(file, 'utf8'));
  } catch {
    return notOk('closed');
  } finally {
    closeSync(file);
  }
}
