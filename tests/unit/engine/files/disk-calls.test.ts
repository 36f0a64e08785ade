import { chmodSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { utimesSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { callDisk, diskCalls } from '../../../../src/engine/files/disk-calls.ts';
import { markedPath } from '../../../../src/engine/files/marked-path.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

it('a copy that is made part by part is the same file, with its times and rights', async () => {
  const folder = tempFolder();
  const [from, to] = [join(folder, 'from'), join(folder, 'to')];
  writeFileSync(from, 'twenty-three characters');
  chmodSync(from, 0o640);
  utimesSync(from, 1000, 2000);
  const copied: number[] = [];
  for (let start = 0; copied.at(-1) !== 0; start += copied.at(-1) ?? 0) {
    copied.push(await diskCalls.copyPart(from, to, { start, bytes: 10 }));
  }
  // Until it has the rights of the other one, nobody else may read it.
  expect(statSync(to).mode & 0o777).toBe(0o600);
  await diskCalls.completeCopy(from, to);
  expect(copied).toEqual([10, 10, 3, 0]);
  expect(readFileSync(to, 'utf8')).toBe('twenty-three characters');
  const { mode, mtimeMs } = statSync(to);
  expect([mode & 0o777, mtimeMs]).toEqual([0o640, 2_000_000]);
  await expect(diskCalls.copyPart(from, to, { start: 0, bytes: 10 })).rejects.toMatchObject({
    code: 'EEXIST',
  });
});

it.runIf(process.platform === 'linux')(
  'a folder that cannot be looked at, or is another one, is not kept open',
  async () => {
    const folder = tempFolder();
    const { dev, ino } = statSync(folder, { bigint: true });
    const probe = await open(folder);
    const look = vi.spyOn(Object.getPrototypeOf(probe) as FileHandle, 'stat');
    await probe.close();
    look.mockRejectedValueOnce(Object.assign(new Error('the disk is ill'), { code: 'EIO' }));
    const statMeant = (key: string) => callDisk('stat', [markedPath(folder, key)]);
    await expect(statMeant(`${dev}:${ino}`)).rejects.toMatchObject({ code: 'EIO' });
    await expect(statMeant('1:2')).rejects.toMatchObject({ code: 'ESTALE' });
    look.mockRestore();
    const isOpen = (name: string) => {
      try {
        return readlinkSync(join('/proc/self/fd', name)) === folder;
      } catch {
        return false;
      }
    };
    expect(readdirSync('/proc/self/fd').filter(isOpen)).toEqual([]);
  },
);
