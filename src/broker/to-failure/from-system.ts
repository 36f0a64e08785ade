import { dirname } from 'node:path';
import { displayPath } from '../../shared/paths/display-path.ts';
import {
  type FailureCode,
  missingSubjects,
  tooManyFilesCodes,
  tooManyFilesSubject,
  unreadableReasons,
} from '../../shared/task/failure.ts';
import { refuse } from '../../shared/worker/refusal.ts';

type Refused = ReturnType<typeof refuse>;

const readingCodes: Readonly<Record<string, FailureCode>> = {
  ENOENT: 'file-missing',
  ENOTDIR: 'file-missing',
  EACCES: 'file-unreadable',
  EPERM: 'file-unreadable',
  ESTALE: 'file-changed',
  EISDIR: 'not-a-file',
  ENXIO: 'not-a-file',
};

const writingCodes: Readonly<Record<string, FailureCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
};
const unwritable = new Set(
  'EACCES EPERM EROFS ENOENT ENOTDIR EEXIST EISDIR ELOOP ENAMETOOLONG EFBIG EIO EINVAL EBUSY'.split(
    ' ',
  ),
);

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

const logOf = (error: unknown) =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

const subjects: Readonly<Record<string, string>> = { EISDIR: 'a folder', ENXIO: 'a device' };

/** A system call's error while the source was being read. `isLink` says whether it is a symbolic link itself. */
export function readingFailure(error: unknown, isLink: () => boolean): Refused {
  const code = codeOf(error);
  if (tooManyFilesCodes.has(code)) return refuse('internal', tooManyFilesSubject, logOf(error));
  const reason = unreadableReasons[code];
  if (reason !== undefined) return refuse('file-unreadable', `this file: ${reason}`, logOf(error));
  const subject = code === 'ENOENT' && isLink() ? missingSubjects.deadLink : subjects[code];
  return refuse(readingCodes[code] ?? 'internal', subject ?? null, logOf(error));
}

const longestShown = 80;

/** The folder a path is in, as people see it; a long one loses its beginning. */
export function shownFolder(path: string): string {
  const shown = displayPath(dirname(path));
  return shown.length > longestShown ? `…${shown.slice(1 - longestShown)}` : shown;
}

/** A system call's error while an output was being written to `path`. */
export function writingFailure(error: unknown, path: string): Refused {
  const code = codeOf(error);
  if (tooManyFilesCodes.has(code)) return refuse('internal', tooManyFilesSubject, logOf(error));
  if (unwritable.has(code)) return refuse('output-unwritable', shownFolder(path), logOf(error));
  return refuse(writingCodes[code] ?? 'internal', null, logOf(error));
}
