import {
  failure,
  type Failure,
  tooManyFilesCodes,
  tooManyFilesSubject,
} from '../../shared/task/failure.ts';
import { displayPath } from '../../shared/paths/display-path.ts';

/** A failure's subject is one short line; the end of a path says more than its beginning. */
const longestSubject = 200;

export function errorCode(error: unknown): string {
  const isSystemError = error instanceof Error && 'code' in error && typeof error.code === 'string';
  return isSystemError ? String(error.code) : '';
}

/** Writing into this folder did not work. */
export function unwritable(folder: string): Failure {
  const shown = displayPath(folder);
  const isLong = shown.length > longestSubject;
  return failure('output-unwritable', isLong ? `…${shown.slice(1 - longestSubject)}` : shown);
}

/** The failure for what the file system said while something was written into `folder`. */
export function writeFailure(error: unknown, folder: string): Failure {
  const code = errorCode(error);
  if (tooManyFilesCodes.has(code)) return failure('internal', tooManyFilesSubject);
  const isFull = ['ENOSPC', 'EDQUOT'].includes(code);
  return isFull ? failure('disk-full') : unwritable(folder);
}
