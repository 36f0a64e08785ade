import { open } from 'node:fs/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createFolderSyncs } from '../../../../src/engine/files/atomic-rename.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

it('flushes each noted folder once, a tenth of a second after the first note', async () => {
  const folders = [tempFolder(), tempFolder()];
  await using handle = await open(folders[0] ?? '', 'r');
  const flush = vi.spyOn(Object.getPrototypeOf(handle), 'sync');
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
    flush.mockRestore();
  });
  const syncs = createFolderSyncs();
  syncs.note(folders);
  syncs.note(folders);
  vi.advanceTimersByTime(99);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(1);
  vi.useRealTimers();
  await expect.poll(() => flush.mock.calls.length).toBe(2);
});
