import { expect, test } from 'vitest';
import { createWorkerPool } from '../../../../src/engine/worker-pool/create-worker-pool.ts';
import { launchEarly } from '../../../../src/engine/worker-pool/index.ts';
import { fakeWorkers } from '../../../support/fake-workers.ts';
import { workFor } from '../../../support/work.ts';

const untilNever = new AbortController().signal;
const request = (attemptId: string) => ({
  attemptId,
  sourcePath: `/photos/${attemptId}.jpg`,
  work: workFor([{ width: 100 }]),
  onProbed: () => Promise.resolve(null),
});

test('the first attempt gets the worker that was started before, whenever it said that it is ready', async () => {
  const { launcher, workers } = fakeWorkers();
  const pool = createWorkerPool({ launcher: launchEarly(launcher), limitMs: 5000 });
  workers[0]?.says({ kind: 'ready' });
  const running = pool.run(request('a'), untilNever);
  expect(await workers[0]?.hears('start')).toMatchObject({ attemptId: 'a' });
  workers[0]?.says({
    kind: 'probed',
    attemptId: 'a',
    source: { format: 'jpeg', width: 300, height: 200 },
    outputs: [{ width: 100, height: 67, format: 'jpeg' }],
    contentHash: null,
  });
  expect(await running).toMatchObject({ kind: 'released' });
  expect(workers).toHaveLength(1);
  await pool.close();
});

test('the second attempt at a time, and the first where the early worker has died, get new ones', async () => {
  const { launcher, workers } = fakeWorkers();
  const early = launchEarly(launcher);
  workers[0]?.exits('code 1');
  const pool = createWorkerPool({ launcher: early, limitMs: 5000 });
  const running = [pool.run(request('a'), untilNever), pool.run(request('b'), untilNever)];
  workers[1]?.says({ kind: 'ready' });
  workers[2]?.says({ kind: 'ready' });
  expect(await workers[1]?.hears('start')).toMatchObject({ attemptId: 'a' });
  expect(await workers[2]?.hears('start')).toMatchObject({ attemptId: 'b' });
  await pool.close();
  await Promise.all(running);
});

test('an early worker that nobody needed is killed, one that somebody has is not', () => {
  const { launcher, workers } = fakeWorkers();
  launchEarly(launcher).endUnused();
  expect(workers[0]?.isKilled).toBe(true);
  const early = launchEarly(launcher);
  early.launch();
  early.endUnused();
  expect(workers[1]?.isKilled).toBe(false);
});

test('an early worker that holds too much by its launcher’s own figures is killed like any other', async () => {
  const { launcher, workers } = fakeWorkers();
  const telling = { launch: () => ({ ...launcher.launch(), heldBytes: () => 4 * 1024 ** 3 }) };
  const pool = createWorkerPool({ launcher: launchEarly(telling), limitMs: 60_000 });
  workers[0]?.says({ kind: 'ready' });
  expect(await pool.run(request('a'), untilNever)).toMatchObject({
    kind: 'failed',
    failure: { code: 'image-too-large' },
  });
  expect(workers[0]?.isKilled).toBe(true);
  await pool.close();
});
