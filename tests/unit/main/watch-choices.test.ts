import { expect, test } from 'vitest';
import type { FolderWatcher, WatchListener } from '../../../src/engine/watch/folder-watcher.ts';
import { createWatchChoices, type WatchParts } from '../../../src/main/watching/watch-choices.ts';
import { ok } from '../../../src/shared/result.ts';
import { defaultSettings } from '../../../src/shared/settings/settings.ts';
import {
  WatchedFolderDraft,
  type WatchedFolders,
} from '../../../src/shared/settings/watched-folders.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** Watched folders whose destination is allowed when the test says so. */
async function watching() {
  let kept: WatchedFolders = { folders: [] };
  const listeners: WatchListener[] = [];
  const watcher: FolderWatcher = {
    watch(_order, listener) {
      listeners.push(listener);
      return () => undefined;
    },
    close: () => undefined,
  };
  const folder = tempFolder();
  let answering: Promise<unknown> = Promise.resolve();
  const parts: Omit<WatchParts, 'engine' | 'presets'> = {
    store: { read: () => kept, replace: (value) => (kept = value) },
    listsFolder: folder,
    watcher,
    readSettings: () => defaultSettings,
    dialogs: { chooseFolder: () => Promise.resolve([folder]) },
    grants: { allowDestination: () => answering.then(() => ok(undefined)) },
    announce: () => undefined,
    log: () => undefined,
  };
  const choices = createWatchChoices({
    ...parts,
    engine: { enqueueWatched: () => Promise.resolve(null) },
    presets: { list: () => [] },
  });
  const added = await choices.add();
  const id = (added.ok && added.value) || '';
  return {
    choices,
    id,
    kept: () => kept.folders,
    listener: () => listeners.at(-1),
    /** Nothing is allowed before the answer is called. */
    ask: () => {
      const asked = Promise.withResolvers<void>();
      answering = asked.promise;
      return asked.resolve;
    },
  };
}

test('two changes of a watched folder at once are both kept', async () => {
  const { choices, id, kept, ask } = await watching();
  const answer = ask();
  const changes = [
    choices.change(id, { settleSeconds: 9 }),
    choices.change(id, { includesSubfolders: false }),
  ];
  answer();
  expect(await Promise.all(changes)).toEqual([ok(undefined), ok(undefined)]);
  expect(kept()).toMatchObject([{ settleSeconds: 9, includesSubfolders: false }]);
});

test('a folder that is removed while its change is asked about stays removed', async () => {
  const { choices, id, kept, ask } = await watching();
  const answer = ask();
  const change = choices.change(id, { settleSeconds: 9 });
  choices.remove(id);
  answer();
  expect(await change).toMatchObject({ ok: false, problem: { code: 'not-found' } });
  expect(kept()).toEqual([]);
});

test('how far a folder was seen while its change is asked about is not forgotten', async () => {
  const { choices, id, kept, ask, listener } = await watching();
  const answer = ask();
  const change = choices.change(id, { settleSeconds: 9 });
  listener()?.onArrived([], 1234, () => undefined);
  await expect.poll(() => kept()).toMatchObject([{ seenUntil: 1234 }]);
  answer();
  await change;
  expect(kept()).toMatchObject([{ settleSeconds: 9, seenUntil: 1234 }]);
});

test('folders of another computer are taken over once each, switched off, and not in place of own ones', async () => {
  const { choices, kept } = await watching();
  const [own] = kept();
  const draft = WatchedFolderDraft.parse({ path: '/photos', recipe: defaultSettings.recipe });
  choices.takeOver([draft, { ...draft, settleSeconds: 9 }, { ...draft, path: own?.path ?? '' }]);
  expect(kept()).toMatchObject([own ?? {}, { path: '/photos', settleSeconds: 9, isOn: false }]);
  expect(kept()).toHaveLength(2);
});
