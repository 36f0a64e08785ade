import { closeSync, constants, existsSync, fstatSync, openSync } from 'node:fs';
import { basename, join } from 'node:path';
import { once } from '../../shared/once.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type Refusal, refuse } from '../../shared/worker/refusal.ts';
import { nativePath } from '../reading/native-path.ts';
import { shownFolder, writingFailure } from '../to-failure/from-system.ts';

/** A folder that outputs are written into. */
export interface ResultFolder {
  /** How to reach the entry of this path in the folder itself. */
  at(path: string): string;
  close(): void;
}

/** Linux leads from there to the folder itself, not to its name. */
const descriptors = '/proc/self/fd';
const canHold = once(() => process.platform === 'linux' && existsSync(descriptors));

/** O_PATH, which Node does not name: it asks for no right to read the folder. The same on every processor that Node runs on. */
const pathOnly = 0o10000000;

/**
 * Opens a folder by its path and makes sure that it is the one the engine means (`key`: device and inode). Where folders cannot be held,
 * or none is named, its entries are reached by their paths.
 */
export function openResultFolder(
  folder: string,
  key: string | undefined,
): Result<ResultFolder, Refusal> {
  if (key === undefined || !canHold()) return ok({ at: (path) => path, close: () => undefined });
  try {
    const descriptor = openSync(nativePath(folder), pathOnly | constants.O_DIRECTORY);
    const { dev, ino } = fstatSync(descriptor, { bigint: true });
    const close = () => closeSync(descriptor);
    if (`${dev}:${ino}` === key) {
      const held = join(descriptors, String(descriptor));
      return ok({ at: (path) => join(held, basename(path)), close });
    }
    close();
    return refuse(
      'output-unwritable',
      shownFolder(join(folder, 'entry')),
      'another folder is there',
    );
  } catch (error) {
    return writingFailure(error, join(folder, 'entry'));
  }
}
