import { existsSync, linkSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crashed, notStarted, timedOut } from '../../../../src/engine/worker-pool/outcome.ts';
import { failureLine } from '../../../../src/shared/task/failure-words.ts';
import { failure } from '../../../../src/shared/task/failure.ts';
import { startEngine } from '../../../support/start-engine.ts';

const partsIn = (folder: string) =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.part')) : [];

test('a task that succeeded names what was put in place', async () => {
  const { folder, addFiles, enqueue, pool, engine, tasks } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg'));
  await (await pool.attempt(0)).finish();
  await engine.settled(batchId);
  const path = join(folder, 'thumbnails', 'a.jpg');
  expect(tasks()).toMatchObject([
    {
      status: 'succeeded',
      attempts: 1,
      source: { format: 'jpeg', width: 400, height: 300 },
      outputs: [{ name: 'thumbnail', path, width: 100, height: 75, format: 'jpeg', sizeBytes: 9 }],
    },
  ]);
  expect([existsSync(path), partsIn(join(folder, 'thumbnails'))]).toEqual([true, []]);
});

test('every status is announced in order, with rising numbers', async () => {
  const { addFiles, enqueue, pool, engine, announced } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg'));
  await (await pool.attempt(0)).finish();
  await engine.settled(batchId);
  const changes = announced.flat();
  const statuses = changes.flatMap((change) => (change.kind === 'task' ? change.task.status : []));
  expect(statuses).toEqual(['queued', 'running', 'succeeded']);
  const numbers = changes.map(({ number }) => number);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  expect(new Set(numbers).size).toBe(numbers.length);
});

test('what the recipe makes of a counter follows the order of the batch', async () => {
  const { folder, addFiles, enqueue, pool, engine } = startEngine();
  pool.finishEverything();
  const paths = addFiles('a.jpg', 'b.jpg');
  await engine.settled(await enqueue(paths, { fileName: '{counter}.{ext}' }));
  expect(readdirSync(join(folder, 'thumbnails')).sort()).toEqual(['0001.jpg', '0002.jpg']);
});

test('a result that is there already is skipped with the reason', async () => {
  const { folder, addFiles, enqueue, pool, engine, tasks } = startEngine();
  mkdirSync(join(folder, 'thumbnails'));
  writeFileSync(join(folder, 'thumbnails', 'a.jpg'), 'earlier');
  const batchId = await enqueue(addFiles('a.jpg'), { conflict: 'skip' });
  await (await pool.attempt(0)).finish();
  await engine.settled(batchId);
  expect(tasks()).toMatchObject([{ status: 'skipped', reason: 'output-exists' }]);
});

test('a destination that cannot be written is one failed task', async () => {
  const { folder, addFiles, enqueue, pool, engine, tasks } = startEngine();
  pool.finishEverything();
  writeFileSync(join(folder, 'thumbnails'), 'a file where the folder should be');
  await engine.settled(await enqueue(addFiles('a.jpg')));
  expect(tasks()).toMatchObject([{ status: 'failed', failure: { code: 'output-unwritable' } }]);
});

test('what the worker says is wrong fails the task, its raw words go to the attempt', async () => {
  const { addFiles, enqueue, pool, engine, tasks } = startEngine();
  const [bad = '', good = ''] = addFiles('bad.jpg', 'good.jpg');
  const batchId = await enqueue([bad, good]);
  (await pool.attempt(0)).fail(failure('image-truncated'), 'VipsJpeg: premature end');
  await (await pool.attempt(1)).finish();
  await engine.settled(batchId);
  expect(tasks()).toMatchObject([
    { status: 'failed', failure: { code: 'image-truncated' } },
    { status: 'succeeded' },
  ]);
  expect(engine.detail(tasks()[0]?.id ?? '')?.attempts).toMatchObject([
    { attempt: 1, endedAs: 'image-truncated', log: 'VipsJpeg: premature end' },
  ]);
});

test('a task whose worker dies is tried once more', async () => {
  const { addFiles, enqueue, pool, engine, tasks } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg'));
  (await pool.attempt(0)).end(crashed('SIGSEGV'));
  await (await pool.attempt(1)).finish();
  await engine.settled(batchId);
  expect(tasks()).toMatchObject([{ status: 'succeeded', attempts: 2 }]);
  expect(engine.detail(tasks()[0]?.id ?? '')?.attempts).toMatchObject([
    { endedAs: 'worker-crashed', log: 'SIGSEGV' },
    { endedAs: 'succeeded' },
  ]);
});

test('a task whose worker dies twice fails, and its half files are gone', async () => {
  const { folder, addFiles, enqueue, pool, engine, tasks } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg'));
  for (const index of [0, 1]) {
    const attempt = await pool.attempt(index);
    await attempt.beginToWrite();
    attempt.end(crashed('SIGSEGV'));
  }
  await engine.settled(batchId);
  expect(tasks()).toMatchObject([{ status: 'failed', failure: { code: 'worker-crashed' } }]);
  expect(partsIn(join(folder, 'thumbnails'))).toEqual([]);
});

test('a worker that cannot be started is tried once more and never blamed on the picture', async () => {
  const { addFiles, enqueue, pool, engine, tasks } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg'));
  for (const index of [0, 1]) {
    (await pool.attempt(index)).end(notStarted('Cannot find module'));
  }
  await engine.settled(batchId);
  const [task] = tasks();
  expect(task).toMatchObject({ status: 'failed', attempts: 2, failure: { code: 'internal' } });
  if (task?.status !== 'failed') throw new Error('the task did not fail');
  expect(failureLine(task.failure)).toBe(
    'Thumbline could not start the program that makes pictures. Start Thumbline again; if that does not help, install it again.',
  );
  expect(engine.detail(task.id)?.attempts).toMatchObject([
    { endedAs: 'internal', log: 'Cannot find module' },
    { endedAs: 'internal', log: 'Cannot find module' },
  ]);
});

test('after a retry by hand a task may crash once again', async () => {
  const { addFiles, enqueue, pool, engine, tasks, becomes } = startEngine();
  const [path = ''] = addFiles('a.jpg');
  await enqueue([path]);
  for (const index of [0, 1]) {
    (await pool.attempt(index)).end(crashed('SIGSEGV'));
  }
  await becomes(path, 'failed');
  engine.retry('all');
  (await pool.attempt(2)).end(crashed('SIGSEGV'));
  await (await pool.attempt(3)).finish();
  await becomes(path, 'succeeded');
  expect(tasks()).toMatchObject([{ attempts: 4 }]);
});

test('an attempt over its limit fails with the limit in words', async () => {
  const { addFiles, enqueue, pool, engine, tasks } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg'));
  (await pool.attempt(0)).end(timedOut(60_000));
  await engine.settled(batchId);
  expect(tasks()).toMatchObject([
    { status: 'failed', failure: { code: 'timed-out', subject: '60 seconds' } },
  ]);
});

test('an error of our own fails one task and the queue goes on', async () => {
  const { addFiles, enqueue, pool, engine, tasks } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg', 'b.jpg'));
  const source = { format: 'jpeg', width: 1, height: 1 };
  (await pool.attempt(0)).end({ kind: 'released', source });
  await (await pool.attempt(1)).finish();
  await engine.settled(batchId);
  expect(tasks()).toMatchObject([
    { status: 'failed', failure: { code: 'internal' } },
    { status: 'succeeded' },
  ]);
  expect(engine.detail(tasks()[0]?.id ?? '')?.attempts[0]?.log).toContain('without a reason');
});

test('while paused what runs goes on and nothing new starts', async () => {
  const { addFiles, enqueue, pool, engine, becomes, statuses } = startEngine();
  const [first = '', second = ''] = addFiles('a.jpg', 'b.jpg');
  await enqueue([first, second]);
  const running = await pool.attempt(0);
  engine.pause();
  await running.finish();
  await becomes(first, 'succeeded');
  expect(engine.snapshot().queue.isPaused).toBe(true);
  expect(statuses()).toEqual(['succeeded', 'queued']);
  engine.resume();
  await (await pool.attempt(1)).finish();
  await becomes(second, 'succeeded');
});

test('concurrency and limit may change while it runs', async () => {
  const { addFiles, enqueue, pool, previewPool, engine } = startEngine({ concurrency: 1 });
  await enqueue(addFiles('a.jpg', 'b.jpg', 'c.jpg'));
  await pool.attempt(0);
  engine.setConcurrency(3);
  engine.setLimit(5000);
  await pool.attempt(2);
  expect(engine.snapshot().queue.concurrency).toBe(3);
  expect([pool.limitMs, previewPool.limitMs]).toEqual([5000, 5000]);
});

test('a history that cannot be written stops the queue and is told', async () => {
  const { addFiles, enqueue, pool, engine, bugs, folder } = startEngine();
  await enqueue(addFiles('a.jpg', 'b.jpg'));
  const attempt = await pool.attempt(0);
  const { DatabaseSync } = await import('node:sqlite');
  const intruder = new DatabaseSync(join(folder, 'history.db'));
  intruder.exec('DROP TABLE attempts');
  await attempt.finish();
  const closed = engine.close();
  await closed;
  intruder.close();
  expect([bugs.length, pool.attempts.length]).toEqual([1, 1]);
});

test('a source that waits is not overwritten under another spelling of its name', async () => {
  const { folder, addFiles, enqueue, pool, engine, tasks } = startEngine();
  const sources = addFiles('IMG_1.PNG', 'IMG_1.JPG');
  // As on a disk that knows no case: both names are one file.
  linkSync(join(folder, 'IMG_1.JPG'), join(folder, 'IMG_1.jpg'));
  const batchId = await enqueue(sources, {
    outputs: [{ width: 10, format: 'jpeg' }],
    destination: { kind: 'beside', folderName: '' },
    conflict: 'overwrite',
  });
  await (await pool.attempt(0)).finish();
  await (await pool.attempt(1)).finish();
  await engine.settled(batchId);
  expect(tasks()).toMatchObject([
    { outputs: [{ path: join(folder, 'IMG_1 (2).jpg') }] },
    { outputs: [{ path: join(folder, 'IMG_1 (3).jpg') }] },
  ]);
});

test('a task whose worker was lost to another one waits again, and its attempt does not count', async () => {
  const { addFiles, enqueue, pool, engine, tasks } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg'));
  (await pool.attempt(0)).end({ kind: 'returned' });
  (await pool.attempt(1)).end({ kind: 'returned' });
  await (await pool.attempt(2)).finish();
  await engine.settled(batchId);
  expect(tasks()).toMatchObject([{ status: 'succeeded', attempts: 1 }]);
  expect(engine.detail(tasks()[0]?.id ?? '')?.attempts).toMatchObject([
    { attempt: 1, endedAs: 'succeeded' },
  ]);
});

test('what is written before its header is known gets its name afterwards, and leaves nothing when it fails', async () => {
  const { folder, addFiles, enqueue, pool, engine, statuses } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg', 'b.jpg', 'c.jpg'));
  await (await pool.attempt(0)).finish();
  const second = await pool.attempt(1);
  await second.beginToWrite();
  second.fail();
  await (await pool.attempt(2)).finish();
  await engine.settled(batchId);
  expect(statuses()).toEqual(['succeeded', 'failed', 'succeeded']);
  expect(readdirSync(join(folder, 'thumbnails')).sort()).toEqual(['a.jpg', 'c.jpg']);
});
