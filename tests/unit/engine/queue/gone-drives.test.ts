import { mkdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { followHolds } from '../../../../src/shared/task/follow-holds.ts';
import { failure } from '../../../../src/shared/task/failure.ts';
import type { Hold } from '../../../../src/shared/task/hold.ts';
import { isInside } from '../../../../src/engine/files/paths.ts';
import { followDiskQuestions } from '../../../support/disk-questions.ts';
import { refuseOnDisk } from '../../../support/refuse-on-disk.ts';
import { removableDrive } from '../../../support/removable-drive.ts';
import { startEngine } from '../../../support/start-engine.ts';

/** Two pictures of a drive, the first of which is made, one that lies elsewhere, and two more of that drive. */
async function startOnDrive() {
  const started = startEngine();
  const { folder, pool, addFiles, enqueue } = started;
  const drive = join(folder, 'drive');
  const names = ['drive/a/1.jpg', 'drive/a/2.jpg', '3.jpg', 'drive/b/4.jpg', 'drive/b/5.jpg'];
  const paths = addFiles(...names);
  const plug = removableDrive(drive);
  const questions = followDiskQuestions();
  const destination = { kind: 'folder', path: join(folder, 'out'), mirrorsTree: false };
  const batchId = await enqueue(paths, { destination });
  await (await pool.attempt(0)).finish();
  const second = await pool.attempt(1);
  await questions.areAnswered();
  return { ...started, drive, paths, batchId, second, ...plug };
}

const made = ['succeeded', 'succeeded', 'succeeded', 'succeeded', 'succeeded'];
const waiting = ['succeeded', 'queued', 'succeeded', 'queued', 'queued'];

test('pictures whose drive is gone wait with one notice while others are made, and go on by themselves', async () => {
  const { engine, pool, drive, batchId, second, unplug, plugIn, tasks, statuses, announced } =
    await startOnDrive();
  unplug();
  second.fail(failure('file-missing'));
  await (await pool.attempt(2)).finish();
  const hold = { reason: 'drive-gone', folder: drive };
  await expect.poll(() => engine.snapshot().queue).toMatchObject({ isPaused: true, hold });
  expect(statuses()).toEqual(waiting);
  plugIn();
  for (const index of [3, 4, 5]) await (await pool.attempt(index)).finish();
  await engine.settled(batchId);
  expect(statuses()).toEqual(made);
  expect(tasks().map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1, 1]);
  const told: (Hold | null)[] = [];
  announced.forEach(followHolds((one) => told.push(one)));
  expect(told).toEqual([hold, null]);
});

test('so do those of a drive that takes the folder it appeared in with it', async () => {
  const { engine, pool, drive, batchId, second, unplug, plugIn, statuses } = await startOnDrive();
  unplug();
  rmdirSync(drive);
  second.fail(failure('file-missing'));
  await (await pool.attempt(2)).finish();
  await expect.poll(statuses).toEqual(waiting);
  await expect.poll(() => engine.snapshot().queue.hold).toMatchObject({ reason: 'drive-gone' });
  mkdirSync(drive);
  plugIn();
  for (const index of [3, 4, 5]) await (await pool.attempt(index)).finish();
  await engine.settled(batchId);
  expect(statuses()).toEqual(made);
});

test.each(['EIO', 'ENOTCONN'])(
  'so do those of a drive that answers nothing but %s',
  async (code) => {
    const { engine, pool, drive, batchId, second, statuses } = await startOnDrive();
    const isAbout = (path: unknown) => isInside(String(path), drive);
    const refused = (['stat', 'names'] as const).map((call) =>
      refuseOnDisk({ call, isAbout, code }),
    );
    second.fail(failure('file-unreadable', 'this file: the disk reports an error'));
    await (await pool.attempt(2)).finish();
    await expect.poll(statuses).toEqual(waiting);
    await expect.poll(() => engine.snapshot().queue.hold).toMatchObject({ reason: 'drive-gone' });
    for (const bringBack of refused) bringBack();
    for (const index of [3, 4, 5]) await (await pool.attempt(index)).finish();
    await engine.settled(batchId);
    expect(statuses()).toEqual(made);
  },
);

test('so do those of a drive that was pulled out and is still mounted', async () => {
  const { engine, pool, batchId, second, pull, pushBack, statuses } = await startOnDrive();
  pull();
  second.fail(failure('file-unreadable', 'this file: the disk reports an error'));
  await (await pool.attempt(2)).finish();
  await expect.poll(statuses).toEqual(waiting);
  pushBack();
  for (const index of [3, 4, 5]) await (await pool.attempt(index)).finish();
  await engine.settled(batchId);
  expect(statuses()).toEqual(made);
});

test('so do those of a share that a desktop mounts beside others, before the first of them is made', async () => {
  const { engine, folder, pool, addFiles, enqueue, statuses } = startEngine();
  const share = join(folder, 'gvfs/smb-share');
  const questions = followDiskQuestions();
  const destination = { kind: 'folder', path: join(folder, 'out'), mirrorsTree: false };
  await enqueue(addFiles('gvfs/smb-share/a/1.jpg', 'gvfs/other/2.jpg'), { destination });
  const first = await pool.attempt(0);
  await questions.areAnswered();
  renameSync(share, `${share} away`);
  first.fail(failure('file-missing'));
  await (await pool.attempt(1)).finish();
  const hold = { reason: 'drive-gone', folder: share };
  await expect.poll(() => engine.snapshot().queue).toMatchObject({ isPaused: true, hold });
  renameSync(`${share} away`, share);
  await (await pool.attempt(2)).finish();
  await expect.poll(statuses).toEqual(['succeeded', 'succeeded']);
});

test('a picture that was deleted from a drive that is there fails at once, and nothing waits', async () => {
  const { engine, pool, paths, batchId, second, tasks } = await startOnDrive();
  rmSync(paths[1] ?? '');
  second.fail(failure('file-missing'));
  for (const index of [2, 3, 4]) await (await pool.attempt(index)).finish();
  await engine.settled(batchId);
  expect(tasks()[1]).toMatchObject({ status: 'failed', failure: failure('file-missing') });
  expect(engine.snapshot().queue.isPaused).toBe(false);
});

test('so does one that its drive cannot read', async () => {
  const { engine, pool, batchId, second, statuses } = await startOnDrive();
  second.fail(failure('file-unreadable', 'this file: the disk reports an error'));
  for (const index of [2, 3, 4]) await (await pool.attempt(index)).finish();
  await engine.settled(batchId);
  expect(statuses()).toEqual(made.with(1, 'failed'));
});

test('a picture that was deleted while its drive was away fails once that is back, and nothing waits for it', async () => {
  const { engine, pool, paths, batchId, second, unplug, plugIn, statuses } = await startOnDrive();
  unplug();
  second.fail(failure('file-missing'));
  await (await pool.attempt(2)).finish();
  await expect.poll(() => engine.snapshot().queue.isPaused).toBe(true);
  plugIn();
  rmSync(paths[1] ?? '');
  (await pool.attempt(3)).fail(failure('file-missing'));
  for (const index of [4, 5]) await (await pool.attempt(index)).finish();
  await engine.settled(batchId);
  expect(statuses()).toEqual(made.with(1, 'failed'));
});
