import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { createFolderWatcher } from '../../../../src/engine/watch/folder-watcher.ts';
import { everyPicture, type WatchState } from '../../../../src/shared/settings/watched-folders.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

afterEach(() => void vi.useRealTimers());

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('a process that fell silent starts no other once the watching is closed', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const folder = tempFolder();
  const [entry, started] = [join(folder, 'silent.mjs'), join(folder, 'pid')];
  writeFileSync(
    entry,
    `import { writeFileSync, renameSync } from 'node:fs';
    const to = ${JSON.stringify(started)};
    writeFileSync(to + '~', String(process.pid));
    renameSync(to + '~', to);
    setInterval(() => undefined, 1e9);`,
  );
  const states: WatchState[] = [];
  const watcher = createFolderWatcher({ nodePath: process.execPath, entry });
  const order = {
    root: folder,
    includesSubfolders: true,
    resultFolderName: null,
    excludedFolder: null,
    filter: everyPicture,
    settleMs: 1,
    pollMs: 1,
    existing: 'leave',
    seenUntil: null,
    seenList: null,
  } as const;
  watcher.watch(() => order, {
    onState: (state) => void states.push(state),
    onArrived: () => undefined,
  });
  await expect.poll(() => existsSync(started), { timeout: 60_000 }).toBe(true);
  const pid = Number(readFileSync(started, 'utf8'));
  // Longer than it may be silent.
  vi.advanceTimersByTime(60_000);
  expect(states.at(-1)).toEqual({ kind: 'problem', problem: 'silent' });
  watcher.close();
  // Not reaped before its end is told.
  await expect.poll(() => isRunning(pid), { timeout: 60_000 }).toBe(false);
  await new Promise(setImmediate);
  expect(vi.getTimerCount()).toBe(0);
});
