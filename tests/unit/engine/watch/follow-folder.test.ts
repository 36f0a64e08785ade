import {
  appendFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { manifestName } from '../../../../src/engine/memory/manifests.ts';
import { followFolder } from '../../../../src/engine/watch/follow-folder.ts';
import { loadSubscribe } from '../../../../src/engine/watch/subscribe.ts';
import type { WatchOrder } from '../../../../src/engine/watch/watch-words.ts';
import { everyPicture, type WatchState } from '../../../../src/shared/settings/watched-folders.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const put = (folder: string, ...names: string[]) => {
  for (const name of names) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), name);
  }
};

async function follow(root: string, change: Partial<WatchOrder> = {}) {
  const loaded = await loadSubscribe();
  const batches: string[][] = [];
  const states: WatchState[] = [];
  let seenUntil: number | null = null;
  const order: WatchOrder = {
    root,
    includesSubfolders: true,
    resultFolderName: 'thumbnails',
    excludedFolder: null,
    filter: everyPicture,
    settleMs: 60,
    pollMs: 50,
    isPolled: false,
    existing: 'leave',
    seenUntil: null,
    seenList: null,
    ...change,
  };
  const following = followFolder({
    order,
    subscribe: loaded && ((folder, listener) => loaded(folder, listener, [])),
    clock: () => performance.now(),
    onState: (state) => states.push(state),
    onArrived(files, until) {
      seenUntil = until;
      following.handled();
      if (files.length > 0)
        batches.push(files.map(({ path }) => path.slice(root.length + 1)).sort());
    },
  });
  const stop = () => following.end();
  onTestFinished(stop);
  const files = () => batches.flat().sort();
  const expectState = (kind: string) =>
    vi.waitFor(() => expect(states.at(-1)).toMatchObject({ kind }), {
      timeout: 60_000,
      interval: 10,
    });
  const expectArrivals = (...names: string[]) =>
    vi.waitFor(() => expect(files()).toEqual(names.sort()), { timeout: 60_000, interval: 10 });
  return { states, batches, expectState, expectArrivals, stop, seenUntil: () => seenUntil };
}

test('tells of what comes, changes or is moved in with its folder, and of nothing else', async () => {
  const [root, other] = [tempFolder(), tempFolder()];
  put(root, 'old.jpg');
  put(other, 'set/x.jpg', 'set/deep/y.jpg');
  const { expectState, expectArrivals } = await follow(root);
  await expectState('watched');
  put(
    root,
    'a.jpg',
    'sub/b.png',
    '.hidden.jpg',
    '.thumbnails/c.jpg',
    'thumbnails/d.jpg',
    'notes.txt',
  );
  await expectArrivals('a.jpg', 'sub/b.png');
  renameSync(join(other, 'set'), join(root, 'set'));
  await expectArrivals('a.jpg', 'sub/b.png', 'set/x.jpg', 'set/deep/y.jpg');
  appendFileSync(join(root, 'old.jpg'), 'more');
  await expectArrivals('a.jpg', 'sub/b.png', 'set/x.jpg', 'set/deep/y.jpg', 'old.jpg');
});

test('what came while nobody watched is new after a restart, also in a folder that was moved in', async () => {
  const [root, other] = [tempFolder(), tempFolder()];
  put(root, 'old.jpg', 'sub/old.jpg');
  put(other, 'set/x.jpg');
  utimesSync(join(other, 'set', 'x.jpg'), 1, 1);
  const before = await follow(root);
  await before.expectState('watched');
  await vi.waitFor(() => expect(before.seenUntil()).not.toBeNull());
  before.stop();
  put(root, 'sub/new.jpg');
  renameSync(join(other, 'set'), join(root, 'set'));
  const { expectArrivals } = await follow(root, { seenUntil: before.seenUntil() });
  await expectArrivals('sub/new.jpg', 'set/x.jpg');
});

test('makes what is there already if that is asked for, only in the folder itself if that is', async () => {
  const root = tempFolder();
  put(root, 'a.jpg', 'b.png', 'sub/c.jpg');
  const { expectArrivals, batches } = await follow(root, {
    existing: 'make',
    includesSubfolders: false,
  });
  await expectArrivals('a.jpg', 'b.png');
  expect(batches).toHaveLength(1);
});

test('a folder that goes away is waited for, by looking as by being told', async () => {
  const root = join(tempFolder(), 'stick');
  const aside = `${root}-unplugged`;
  put(root, 'old.jpg');
  const polled = await follow(root, { isPolled: true });
  const told = await follow(root);
  await polled.expectState('polled');
  await told.expectState('watched');
  renameSync(root, aside);
  for (const one of [polled, told]) await one.expectState('problem');
  put(aside, 'new.jpg');
  renameSync(aside, root);
  for (const one of [polled, told]) await one.expectArrivals('new.jpg');
  put(root, 'later.jpg');
  for (const one of [polled, told]) await one.expectArrivals('later.jpg', 'new.jpg');
});

test('what was left alone is left alone when a drive that leaves an empty folder comes back', async () => {
  const root = join(tempFolder(), 'drive');
  put(root, 'old.jpg', 'sub/old.jpg');
  const { states, expectState, expectArrivals } = await follow(root, { isPolled: true });
  await expectState('polled');
  renameSync(root, `${root}-aside`);
  await expectState('problem');
  mkdirSync(root);
  await expectState('polled');
  renameSync(root, `${root}-empty`);
  await expectState('problem');
  put(`${root}-aside`, 'new.jpg');
  renameSync(`${root}-aside`, root);
  await expectArrivals('new.jpg');
  put(root, 'last.jpg');
  await expectArrivals('last.jpg', 'new.jpg');
  expect(states.filter(({ kind }) => kind === 'problem')).toHaveLength(2);
});

test.each([
  ['file', 'not-a-folder'],
  ['loop', 'link-to-itself'],
  ['nothing', 'away'],
])('says of %s that it is %s', async (name, problem) => {
  const folder = tempFolder();
  put(folder, 'file');
  symlinkSync('loop', join(folder, 'loop'));
  const { expectState, states } = await follow(join(folder, name));
  await expectState('problem');
  expect(states.at(-1)).toEqual({ kind: 'problem', problem });
});

test('never tells of results: where they go, nor those that lists beside them name', async () => {
  const root = tempFolder();
  const out = join(root, 'out');
  const { expectState, expectArrivals } = await follow(root, {
    excludedFolder: out,
    existing: 'make',
  });
  await expectState('watched');
  put(root, 'out/r.jpg', 'made.jpg', 'changed.jpg');
  const line = (name: string, fingerprint: string) =>
    `${JSON.stringify([1, 'a.jpg', 'c', 'r', [[name, fingerprint]]])}\n`;
  const facts = statSync(join(root, 'made.jpg'), { bigint: true });
  appendFileSync(join(root, manifestName), line('made.jpg', `${facts.size}:${facts.mtimeNs}`));
  appendFileSync(join(root, manifestName), line('changed.jpg', '1:1'));
  await expectArrivals('changed.jpg');
  rmSync(join(root, 'made.jpg'));
  put(root, 'made.jpg');
  await expectArrivals('changed.jpg', 'made.jpg');
});
