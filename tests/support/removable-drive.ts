import { mkdirSync, renameSync, rmdirSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { diskCalls } from '../../src/engine/files/disk-calls.ts';
import { isInside } from '../../src/engine/files/paths.ts';

/** Has this process take a folder for a drive of its own, until the end of the test. Unplugged, it is an empty folder of the disk around it. */
export function removableDrive(drive: string) {
  const away = `${drive} away`;
  const stat = diskCalls.stat;
  let isIn = true;
  let isPulled = false;
  const look: typeof stat = async (path) => {
    const isDevice = path.startsWith('/sys/dev/block/');
    if (isDevice && isPulled) throw Object.assign(new Error('unplugged'), { code: 'ENOENT' });
    const facts = await stat(isDevice ? '/' : path);
    if (isIn && isInside(path, drive)) facts.dev += 1n;
    return facts;
  };
  Reflect.set(diskCalls, 'stat', look);
  onTestFinished(() => void Reflect.set(diskCalls, 'stat', stat));
  return {
    /** It is still mounted, and answers as far as the system knows it by heart. */
    pull: () => void (isPulled = true),
    pushBack: () => void (isPulled = false),
    unplug: () => {
      renameSync(drive, away);
      mkdirSync(drive);
      isIn = false;
    },
    plugIn: () => {
      rmdirSync(drive);
      renameSync(away, drive);
      isIn = true;
    },
  };
}
