import { expect, test } from 'vitest';
import type { WatchListener } from '../../../../src/engine/watch/folder-watcher.ts';
import { createWatchedFolders } from '../../../../src/engine/watch/watched-folders.ts';
import { everyPicture } from '../../../../src/shared/settings/watched-folders.ts';
import { defaultPreset } from '../../../../src/shared/task/preset.ts';

test('what cannot be stored because the app closes is no trouble', async () => {
  const refused: unknown[] = [];
  const listeners: WatchListener[] = [];
  const storing = Promise.withResolvers<null>();
  const asked = Promise.withResolvers<void>();
  const folders = createWatchedFolders({
    watcher: {
      watch(_order, listener) {
        listeners.push(listener);
        return () => undefined;
      },
      close: () => undefined,
    },
    engine: {
      enqueueWatched() {
        asked.resolve();
        return storing.promise;
      },
    },
    onState: () => undefined,
    onBatch: () => undefined,
    onSeen: () => undefined,
    onRefused: (error) => void refused.push(error),
  });
  const { recipe } = defaultPreset;
  const how = { filter: everyPicture, settleSeconds: 2, includesSubfolders: true } as const;
  folders.set([{ id: 'a', path: '/in', recipe, ...how, existing: 'leave', seenUntil: null }]);
  listeners[0]?.onArrived(
    [{ path: '/in/a.jpg', sizeBytes: 1, fingerprint: '1:1:1:1' }],
    1,
    () => undefined,
  );
  await asked.promise;
  folders.close();
  storing.reject(new Error('closed'));
  await new Promise(setImmediate);
  expect(refused).toEqual([]);
});
