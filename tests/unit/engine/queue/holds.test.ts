import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { crashed, notStarted } from '../../../../src/engine/worker-pool/outcome.ts';
import type { Hold } from '../../../../src/shared/task/hold.ts';
import { followHolds } from '../../../../src/shared/task/follow-holds.ts';
import { failure, tooManyFilesSubject } from '../../../../src/shared/task/failure.ts';
import { refuseOnDisk } from '../../../support/refuse-on-disk.ts';
import { startEngine } from '../../../support/start-engine.ts';

const holdsOf = (announced: ReturnType<typeof startEngine>['announced']) => {
  const told: (Hold | null)[] = [];
  announced.forEach(followHolds((hold) => told.push(hold)));
  return told;
};

test('a destination that is out of reach holds the queue with one notice, and it goes on by itself', async () => {
  const { engine, folder, pool, announced, addFiles, enqueue, tasks, statuses } = startEngine();
  const out = join(folder, 'out');
  const destination = { kind: 'folder', path: out, mirrorsTree: false };
  const batchId = await enqueue(addFiles('a.jpg', 'b.jpg', 'c.jpg'), { destination });
  await (await pool.attempt(0)).finish();
  const second = await pool.attempt(1);
  rmSync(out, { recursive: true });
  writeFileSync(out, 'no folder any more');
  second.fail(failure('output-unwritable', out));
  await expect
    .poll(() => engine.snapshot().queue)
    .toMatchObject({ isPaused: true, hold: { reason: 'folder-gone', folder: out } });
  await expect.poll(statuses).toEqual(['succeeded', 'queued', 'queued']);
  rmSync(out);
  for (const index of [2, 3]) await (await pool.attempt(index)).finish();
  await engine.settled(batchId);
  expect(tasks()).toMatchObject([1, 1, 1].map((attempts) => ({ status: 'succeeded', attempts })));
  expect(holdsOf(announced)).toEqual([{ reason: 'folder-gone', folder: out }, null]);
});

test('so does a folder beside the pictures that is out of reach', async () => {
  const { engine, folder, pool, addFiles, enqueue, tasks } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg', 'b.jpg', 'c.jpg'));
  await (await pool.attempt(0)).finish();
  const thumbnails = join(folder, 'thumbnails');
  const second = await pool.attempt(1);
  rmSync(thumbnails, { recursive: true });
  writeFileSync(thumbnails, 'no folder any more');
  second.fail(failure('output-unwritable', thumbnails));
  await expect
    .poll(() => engine.snapshot().queue)
    .toMatchObject({ isPaused: true, hold: { reason: 'folder-gone', folder: thumbnails } });
  rmSync(thumbnails);
  for (const index of [2, 3]) await (await pool.attempt(index)).finish();
  await engine.settled(batchId);
  expect(tasks()).toMatchObject([1, 1, 1].map((attempts) => ({ status: 'succeeded', attempts })));
});

test('a picture that could not be written either is made once the destination is back, though it says so only then', async () => {
  const { engine, folder, pool, addFiles, enqueue, tasks } = startEngine({ concurrency: 3 });
  const out = join(folder, 'out');
  const destination = { kind: 'folder', path: out, mirrorsTree: false };
  const batchId = await enqueue(addFiles('a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'), { destination });
  await (await pool.attempt(0)).finish();
  const [first, second, third] = await Promise.all([1, 2, 3].map((at) => pool.attempt(at)));
  rmSync(out, { recursive: true });
  writeFileSync(out, 'no folder any more');
  first?.fail(failure('output-unwritable', out));
  await expect.poll(() => engine.snapshot().queue.hold).toBeDefined();
  // Before anybody has looked whether it is over, and after the queue went on.
  rmSync(out);
  second?.fail(failure('output-unwritable', out));
  await expect.poll(() => engine.snapshot().queue.hold).toBeUndefined();
  third?.fail(failure('disk-full'));
  for (const index of [4, 5, 6]) await (await pool.attempt(index)).finish();
  await engine.settled(batchId);
  expect(tasks()).toMatchObject(
    [1, 1, 1, 1].map((attempts) => ({ status: 'succeeded', attempts })),
  );
});

const within = (folder: string) => (path: unknown) =>
  path === folder || String(path).startsWith(folder + sep);

/** Three pictures whose results go into a folder each, which are there from an earlier run. */
async function startInFolders(isBeside: boolean) {
  const started = startEngine();
  const { folder, addFiles, enqueue } = started;
  const out = join(folder, 'out');
  const folders = ['a', 'b', 'c'].map((name) => join(out, name, isBeside ? 'thumbnails' : '.'));
  for (const one of folders) mkdirSync(one, { recursive: true });
  const batchId = isBeside
    ? await enqueue(addFiles('out/a/1.jpg', 'out/b/2.jpg', 'out/c/3.jpg'))
    : await enqueue(addFiles('a.jpg', 'b.jpg', 'c.jpg'), {
        destination: { kind: 'folder', path: out, mirrorsTree: false },
        fileName: '{name}/small.{ext}',
      });
  await (await started.pool.attempt(0)).finish();
  const second = await started.pool.attempt(1);
  return { ...started, batchId, out, own: folders[1] ?? '', second };
}

test.each([
  ['beside the pictures', true],
  ['below one destination', false],
])(
  'a disk that goes read-only holds the queue also for a folder %s that nothing was written to yet',
  async (_, isBeside) => {
    const { engine, pool, batchId, out, own, second, statuses } = await startInFolders(isBeside);
    const allowAgain = refuseOnDisk({ call: 'tryToWrite', isAbout: within(out), code: 'EROFS' });
    second.fail(failure('output-unwritable', own));
    await expect
      .poll(() => engine.snapshot().queue)
      .toMatchObject({ isPaused: true, hold: { reason: 'read-only', folder: own } });
    expect(statuses()).toEqual(['succeeded', 'queued', 'queued']);
    allowAgain();
    for (const index of [2, 3]) await (await pool.attempt(index)).finish();
    await engine.settled(batchId);
    expect(statuses()).toEqual(['succeeded', 'succeeded', 'succeeded']);
  },
);

test.each([
  ['beside the pictures', true],
  ['below one destination', false],
])('for one folder %s that may not be written only its own pictures wait', async (_, isBeside) => {
  const { engine, pool, batchId, own, second, statuses } = await startInFolders(isBeside);
  const allowAgain = refuseOnDisk({ call: 'tryToWrite', isAbout: within(own), code: 'EROFS' });
  second.fail(failure('output-unwritable', own));
  const third = await pool.attempt(2);
  const hold = { reason: 'read-only', folder: own };
  await expect.poll(() => engine.snapshot().queue).toMatchObject({ isPaused: false, hold });
  await third.finish();
  await expect.poll(() => engine.snapshot().queue).toMatchObject({ isPaused: true, hold });
  expect(statuses()).toEqual(['succeeded', 'queued', 'succeeded']);
  allowAgain();
  await (await pool.attempt(3)).finish();
  await engine.settled(batchId);
  expect(statuses()).toEqual(['succeeded', 'succeeded', 'succeeded']);
  await expect.poll(() => engine.snapshot().queue).toEqual({ isPaused: false, concurrency: 1 });
});

test.each([
  ['beside the pictures', true],
  ['below one destination', false],
])(
  'a drive that answers nothing but errors holds the queue for a folder %s',
  async (_, isBeside) => {
    const { engine, pool, batchId, out, own, second, statuses } = await startInFolders(isBeside);
    const calls = ['stat', 'realpath', 'statfs', 'tryToWrite'] as const;
    const refused = calls.map((call) =>
      refuseOnDisk({ call, isAbout: within(out), code: 'ENOTCONN' }),
    );
    second.fail(failure('output-unwritable', own));
    await expect
      .poll(() => engine.snapshot().queue)
      .toMatchObject({ isPaused: true, hold: { reason: 'folder-gone', folder: own } });
    for (const bringBack of refused) bringBack();
    for (const index of [2, 3]) await (await pool.attempt(index)).finish();
    await engine.settled(batchId);
    expect(statuses()).toEqual(['succeeded', 'succeeded', 'succeeded']);
  },
);

test('a picture that could not be written although its destination can be fails for itself', async () => {
  const { engine, folder, pool, addFiles, enqueue, statuses } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg', 'b.jpg'));
  (await pool.attempt(0)).fail(failure('output-unwritable', join(folder, 'thumbnails')));
  (await pool.attempt(1)).fail(failure('disk-full'));
  await engine.settled(batchId);
  expect(statuses()).toEqual(['failed', 'failed']);
  expect(engine.snapshot().queue.isPaused).toBe(false);
});

test('a queue that a person paused does not go on by itself', async () => {
  const { engine, folder, pool, announced, addFiles, enqueue, statuses } = startEngine();
  const out = join(folder, 'out');
  const destination = { kind: 'folder', path: out, mirrorsTree: false };
  const batchId = await enqueue(addFiles('a.jpg', 'b.jpg'), { destination });
  await (await pool.attempt(0)).finish();
  const second = await pool.attempt(1);
  rmSync(out, { recursive: true });
  writeFileSync(out, 'no folder any more');
  second.fail(failure('output-unwritable', out));
  await expect.poll(() => engine.snapshot().queue.hold).toBeDefined();
  engine.pause();
  rmSync(out);
  await expect.poll(() => holdsOf(announced).at(-1)).toBeNull();
  expect([engine.snapshot().queue.isPaused, ...statuses()]).toEqual([true, 'succeeded', 'queued']);
  engine.resume();
  await (await pool.attempt(2)).finish();
  await engine.settled(batchId);
  expect(statuses()).toEqual(['succeeded', 'succeeded']);
});

test('workers that die at three pictures within a minute rest, and Resume goes on at once', async () => {
  const { engine, pool, addFiles, enqueue, statuses } = startEngine();
  const names = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'];
  const batchId = await enqueue(addFiles(...names));
  for (const index of names.slice(1).keys()) (await pool.attempt(index)).end(crashed('SIGSEGV'));
  await expect
    .poll(() => engine.snapshot().queue)
    .toMatchObject({ isPaused: true, hold: { reason: 'crash-loop', pictureCount: 3 } });
  pool.finishEverything();
  engine.resume();
  await engine.settled(batchId);
  expect(statuses()).toEqual(names.map(() => 'succeeded'));
});

test('workers that died one after another work again by themselves after a rest', async () => {
  const holdTiming = { firstLookMs: 1, longestWaitMs: 1, crashRestMs: 0 };
  const { engine, pool, announced, addFiles, enqueue, statuses } = startEngine({ holdTiming });
  const batchId = await enqueue(addFiles('a.jpg', 'b.jpg', 'c.jpg'));
  for (const index of [0, 1, 2]) (await pool.attempt(index)).end(crashed('SIGSEGV'));
  pool.finishEverything();
  await engine.settled(batchId);
  expect(statuses()).toEqual(['succeeded', 'succeeded', 'succeeded']);
  expect(holdsOf(announced)).toEqual([{ reason: 'crash-loop', pictureCount: 3 }, null]);
});

test('one picture at which workers die again and again rests nobody', async () => {
  const { engine, pool, addFiles, enqueue, statuses } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg'));
  for (const round of [0, 1]) {
    for (const index of [0, 1]) (await pool.attempt(2 * round + index)).end(crashed('SIGSEGV'));
    await engine.settled(batchId);
    expect(statuses()).toEqual(['failed']);
    engine.retry('all');
  }
  await (await pool.attempt(4)).finish();
  await engine.settled(batchId);
  expect(statuses()).toEqual(['succeeded']);
});

test('a picture for which too many files were open is made a little later, as if it had not been tried', async () => {
  const { engine, pool, addFiles, enqueue, tasks } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg'));
  (await pool.attempt(0)).fail(failure('internal', tooManyFilesSubject));
  (await pool.attempt(1)).end(notStarted('it could not be started: spawn node EMFILE'));
  await (await pool.attempt(2)).finish();
  await engine.settled(batchId);
  expect(tasks()).toMatchObject([{ status: 'succeeded', attempts: 1 }]);
});
