import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { createFolderStore } from '../../../src/service/store/folder-store.ts';
import { holdFlushes } from '../../support/hold-flushes.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('an upload is taken only once its bytes, its name and those of its folders are on the disk', async () => {
  const folder = tempFolder();
  const held = await holdFlushes(folder);
  const onTaken = vi.fn<() => void>();
  const store = createFolderStore(join(folder, 'store'));
  const taken = store.write('uploads/one/a.jpg', Readable.from([Buffer.from('a picture')]));
  void taken.then(onTaken);
  await expect.poll(() => held.length).toBe(1);
  expect(readdirSync(join(folder, 'store'))).not.toContain('uploads');
  held[0]?.();
  // Of `one`, of `uploads` and of the store itself.
  await expect.poll(() => held.length).toBe(4);
  for (const letGo of held.slice(1, -1)) letGo();
  await new Promise(setImmediate);
  expect(onTaken).not.toHaveBeenCalled();
  held.at(-1)?.();
  await taken;
});
