import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFolderContents } from '../../../../src/engine/watch/folder-contents.ts';
import { everyPicture } from '../../../../src/shared/settings/watched-folders.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

test('a look at the folders alone finds what came into any of them, and a look at everything what changed in its place', async () => {
  const root = tempFolder();
  const put = (name: string, text = name) => {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), text);
  };
  let now = 0;
  const contents = createFolderContents({
    order: {
      root,
      includesSubfolders: true,
      resultFolderName: 'thumbnails',
      excludedFolder: null,
      filter: everyPicture,
      settleMs: 10,
      pollMs: 10,
      isPolled: true,
      existing: 'leave',
      seenUntil: null,
    },
    clock: () => now,
    hasEnded: () => false,
    onKnown: () => undefined,
  });
  const settled = () => {
    now += 100;
    const arrived = contents.takeSettled();
    return arrived?.files.map(({ path }) => path.slice(root.length + 1)).toSorted() ?? [];
  };
  put('one/a.jpg');
  put('two/deep/b.jpg');
  put('gone/c.jpg');
  for (const folder of ['', 'one', 'two', 'two/deep', 'gone']) utimesSync(join(root, folder), 9, 9);
  await contents.lookAtAll();
  expect(settled()).toEqual([]);

  await contents.lookAtChangedFolders();
  expect(settled()).toEqual([]);
  put('two/deep/new.jpg');
  put('two/thumbnails/result.jpg');
  put('three/deeper/newer.jpg');
  put('one/a.jpg', 'changed in its place');
  rmSync(join(root, 'gone'), { recursive: true });
  await contents.lookAtChangedFolders();
  expect(settled()).toEqual(['three/deeper/newer.jpg', 'two/deep/new.jpg']);
  put('three/deeper/last.jpg');
  await contents.lookAtChangedFolders();
  await contents.lookAtChangedFolders();
  expect(settled()).toEqual(['three/deeper/last.jpg']);

  await contents.lookAtAll();
  expect(settled()).toEqual(['one/a.jpg']);
});
