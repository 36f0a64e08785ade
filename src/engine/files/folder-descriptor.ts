import { constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { once } from '../../shared/once.ts';

/** A path leads to another folder than it did. */
export const otherFolder = () =>
  Object.assign(new Error('another folder is there'), { code: 'ESTALE' });

/** Linux leads from there to the folder itself, not to its name. */
const descriptors = '/proc/self/fd';

/** Whether the system has a way to a folder besides its path. */
export const hasDescriptors = once(() => process.platform === 'linux' && existsSync(descriptors));

export const descriptorPath = (descriptor: number) => join(descriptors, String(descriptor));

/** Which one a path goes through; null for any other path. */
export function descriptorOf(path: string): number | null {
  if (!path.startsWith(`${descriptors}/`)) return null;
  const [name = ''] = path.slice(descriptors.length + 1).split('/');
  return /^\d+$/.test(name) ? Number(name) : null;
}

/** O_PATH, which Node does not name: it asks for no right to read the folder. The same on every processor that Node runs on. */
const pathOnly = 0o10000000;

export const folderFlags = pathOnly | (constants.O_DIRECTORY ?? 0);
