import { failure, type Failure } from '../../shared/task/failure.ts';
import { unreadableReasons } from '../../shared/task/unreadable-reasons.ts';
import { errorCode } from '../files/write-failure.ts';

const reasons: Readonly<Record<string, string>> = {
  ...unreadableReasons,
  EACCES: 'it may not be opened',
  EPERM: 'it may not be opened',
};

/** Gone since its folder was listed, or since somebody named it. */
const goneCodes = new Set(['ENOENT', 'ENOTDIR']);

/** The failure for what the file system said when a walk came to a folder, or to a file that is called like a picture. */
export function entryFailure(error: unknown, kind: 'file' | 'folder'): Failure {
  const code = errorCode(error);
  if (goneCodes.has(code)) return failure('file-missing');
  const reason = reasons[code] ?? 'the disk reports an error';
  return failure('file-unreadable', `this ${kind}: ${reason}`);
}
