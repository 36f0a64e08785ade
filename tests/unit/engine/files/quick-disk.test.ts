import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetDisk, onDiskOf, sameDisk } from '../../../../src/engine/files/quick-disk.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

/** Which way a call to the disk of `folder` goes, and takes `takesMs` if it goes the one that blocks. */
const wayIn = (folder: string, takesMs = 0) =>
  onDiskOf(
    join(folder, 'a.jpg'),
    () => {
      vi.advanceTimersByTime(takesMs);
      return 'now';
    },
    () => Promise.resolve('later'),
  );

async function quickFolder(): Promise<string> {
  const folder = tempFolder();
  await expect.poll(() => wayIn(folder)).toBe('now');
  return folder;
}

test.runIf(process.platform === 'linux')(
  'a disk that is not known yet is asked in the pool',
  async () => {
    expect(await wayIn(tempFolder())).toBe('later');
  },
);

test.runIf(process.platform === 'linux')(
  'one slow call, of a machine that was busy, leaves a disk to the pool for a moment only',
  async () => {
    const folder = await quickFolder();
    await wayIn(folder, 20);
    expect(await wayIn(folder)).toBe('later');
    vi.advanceTimersByTime(100);
    expect(await wayIn(folder)).toBe('now');
  },
);

test.runIf(process.platform === 'linux')(
  'a disk that is slow each time it is asked blocks less than a hundredth of the time',
  async () => {
    const folder = await quickFolder();
    let blockedMs = 0;
    const startedAt = performance.now();
    while (performance.now() - startedAt < 300_000) {
      if ((await wayIn(folder, 50)) === 'now') blockedMs += 50;
      else vi.advanceTimersByTime(50);
    }
    expect(blockedMs).toBeLessThan(3000);
  },
);

test.runIf(process.platform === 'linux')(
  'a second way to a folder shares what is known, until it is forgotten',
  async () => {
    const folder = await quickFolder();
    const otherWay = tempFolder();
    sameDisk(folder, otherWay);
    expect(await wayIn(otherWay, 20)).toBe('now');
    expect(await wayIn(folder)).toBe('later');
    forgetDisk(otherWay);
    vi.advanceTimersByTime(100);
    expect([await wayIn(otherWay), await wayIn(folder)]).toEqual(['later', 'now']);
  },
);
