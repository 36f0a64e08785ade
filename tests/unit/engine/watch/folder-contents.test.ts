import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFolderContents } from '../../../../src/engine/watch/folder-contents.ts';
import { openSeenList } from '../../../../src/engine/watch/seen-list.ts';
import type { WatchOrder } from '../../../../src/engine/watch/watch-words.ts';
import { everyPicture } from '../../../../src/shared/settings/watched-folders.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const order = (root: string) => ({
  root,
  includesSubfolders: true,
  resultFolderName: 'thumbnails',
  excludedFolder: null,
  filter: everyPicture,
  settleMs: 10,
  pollMs: 10,
  isPolled: true,
  existing: 'leave' as const,
  seenUntil: null,
  seenList: null,
});

test('a look at the folders alone finds what came into any of them, and a look at everything what changed in its place', async () => {
  const root = tempFolder();
  const put = (name: string, text = name) => {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), text);
  };
  let now = 0;
  const contents = createFolderContents({
    order: order(root),
    seen: openSeenList(order(root)),
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

/** One start of the program after another on one folder and one list; each answers with what it takes for new. */
function starts(root: string) {
  const seenList = join(tempFolder(), 'watched', 'a');
  let seenUntil: number | null = null;
  return async (change: object = {}, handles = true) => {
    const here: WatchOrder = { ...order(root), seenList, seenUntil, ...change };
    const seen = openSeenList(here);
    let now = 0;
    const contents = createFolderContents({
      order: here,
      seen,
      clock: () => now,
      hasEnded: () => false,
      onKnown: (until) => (seenUntil = until),
    });
    await contents.lookAtAll();
    now += 100;
    const arrived = contents.takeSettled() ?? { files: [], seenUntil };
    seen.handOver(arrived.files);
    if (handles) seen.handled();
    // A clock that was an hour ahead by then, and is set back while the program is closed.
    seenUntil = (arrived.seenUntil ?? 0) + 3_600_000;
    return arrived.files.map(({ path }) => path.slice(root.length + 1)).toSorted();
  };
}

test('what came while the program was closed and the clock was set back is new, and once only', async () => {
  const root = tempFolder();
  const put = (name: string, text = name) => writeFileSync(join(root, name), text);
  const start = starts(root);
  put('old.jpg');
  expect(await start()).toEqual([]);
  put('late.jpg');
  expect(await start({}, false)).toEqual(['late.jpg']);
  // It was not stored, so it is told once more.
  expect(await start()).toEqual(['late.jpg']);
  put('old.jpg', 'another picture');
  expect(await start()).toEqual(['old.jpg']);
  expect(await start()).toEqual([]);
});

test('what was in subfolders is not new because they are watched from now on', async () => {
  const root = tempFolder();
  mkdirSync(join(root, 'below'));
  writeFileSync(join(root, 'below', 'a.jpg'), 'a');
  writeFileSync(join(root, 'b.jpg'), 'b');
  const start = starts(root);
  expect(await start({ includesSubfolders: false })).toEqual([]);
  expect(await start()).toEqual([]);
  writeFileSync(join(root, 'below', 'c.jpg'), 'c');
  expect(await start()).toEqual(['below/c.jpg']);
});

test('what was seen is not forgotten at a start at which its drive is missing and the folder is empty', async () => {
  const [root, drive] = [tempFolder(), tempFolder()];
  writeFileSync(join(root, 'a.jpg'), 'a');
  const start = starts(root);
  expect(await start()).toEqual([]);
  renameSync(join(root, 'a.jpg'), join(drive, 'a.jpg'));
  expect(await start()).toEqual([]);
  renameSync(join(drive, 'a.jpg'), join(root, 'a.jpg'));
  expect(await start()).toEqual([]);
});
