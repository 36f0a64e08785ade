import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { onDisk, setDiskProgram, useDrives } from '../../../../src/engine/files/disks.ts';
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
