import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

/** A hidden name in `folder` that nobody else has. Short, so that it fits wherever the final name does. */
export function temporaryPathIn(folder: string): string {
  return join(folder, `.thumbline-${randomBytes(8).toString('hex')}.part`);
}
