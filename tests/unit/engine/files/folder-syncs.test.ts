import { expect, it } from 'vitest';
import { createFolderSyncs } from '../../../../src/engine/files/folder-syncs.ts';
import { holdFlushes } from '../../../support/hold-flushes.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

it('flushes each folder once for all who ask in one turn, and lets none go before', async () => {
  const folders = [tempFolder(), tempFolder()];
  const held = await holdFlushes(folders[0] ?? '');
  const { sync } = createFolderSyncs();
  const done: string[] = [];
  const all = [
    sync(folders).then(() => done.push('both')),
    sync(folders.slice(0, 1)).then(() => done.push('one')),
  ];
  await expect.poll(() => held.length).toBe(2);
  expect(done).toEqual([]);
  for (const letGo of held) letGo();
  await Promise.all(all);
  expect(done.toSorted()).toEqual(['both', 'one']);
  expect(held).toHaveLength(2);
});

it('flushes once more for those who ask while a flush is under way', async () => {
  const folder = tempFolder();
  const held = await holdFlushes(folder);
  const { sync } = createFolderSyncs();
  const first = sync([folder]);
  await expect.poll(() => held.length).toBe(1);
  const later = Promise.all([sync([folder]), sync([folder])]);
  held[0]?.();
  await first;
  await expect.poll(() => held.length).toBe(2);
  held[1]?.();
  await later;
  expect(held).toHaveLength(2);
});
