import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { onDisk, setDiskProgram, useDrives } from '../../../../src/engine/files/disks.ts';
import { openFolder } from '../../../../src/engine/files/open-folder.ts';
import { mountSlowDrive } from '../../../support/slow-drive.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const entry = fileURLToPath(
  new URL('../../../../src/engine/files/disk-process.ts', import.meta.url),
);

it('a drive that may hang is asked for each engine that is open, however many were closed', async () => {
  const drive = tempFolder();
  setDiskProgram({ nodePath: process.execPath, entry });
  onTestFinished(await mountSlowDrive(drive));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const ask = () => onDisk('realpath', drive);
  const [closeOne, closeOther] = [useDrives(), useDrives()];
  closeOne();
  await vi.runAllTimersAsync();
  expect(await ask()).toBe(drive);
  closeOther();
  await vi.runAllTimersAsync();
  await expect(ask()).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  const closeNext = useDrives();
  expect(await ask()).toBe(drive);
  closeNext();
});

/** Empty for what ended meanwhile. */
function listed<Value>(read: () => readonly Value[]): readonly Value[] {
  try {
    return read();
  } catch {
    return [];
  }
}

/** What the processes that this one started have open. */
function openInChildren(): string[] {
  const childrenOf = (task: string) =>
    readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' ').filter(Boolean);
  const children = readdirSync('/proc/self/task').flatMap((task) => listed(() => childrenOf(task)));
  return children.flatMap((child) =>
    listed(() => readdirSync(`/proc/${child}/fd`)).flatMap((name) =>
      listed(() => [readlinkSync(join('/proc', child, 'fd', name))]),
    ),
  );
}

it.runIf(process.platform === 'linux')(
  'a folder of a drive that was unmounted meanwhile is left, too',
  async () => {
    const drive = tempFolder();
    setDiskProgram({ nodePath: process.execPath, entry });
    onTestFinished(useDrives());
    const unmount = await mountSlowDrive(drive);
    const folder = await openFolder(drive);
    expect(openInChildren()).toContain(drive);
    await unmount();
    folder.close();
    await expect.poll(openInChildren).not.toContain(drive);
  },
);
