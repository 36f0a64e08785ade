import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { WorkerPool } from '../../../../src/engine/worker-pool/attempt.ts';
import { createWorkerPool } from '../../../../src/engine/worker-pool/create-worker-pool.ts';
import { createMemoryRoom } from '../../../../src/engine/worker-pool/memory-room.ts';
import { timedOut } from '../../../../src/engine/worker-pool/outcome.ts';
import { type FakeWorkers, fakeWorkers } from '../../../support/fake-workers.ts';
import { workFor } from '../../../support/work.ts';

const limitMs = 5000;
const missing = { code: 'file-missing', subject: null };

let fakes: FakeWorkers;
let pool: WorkerPool;
beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  });
  fakes = fakeWorkers();
  pool = createWorkerPool({ launcher: fakes.launcher, limitMs, room: createMemoryRoom(1000) });
});
afterEach(async () => {
  await pool.close();
  vi.useRealTimers();
});

/** Orders go out at the end of a turn of the event loop. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** An attempt whose worker asks for room, and whether it has that by now. */
async function large(attemptId: string, bytes: number, signal = new AbortController().signal) {
  const work = workFor([{ width: 100 }]);
  const onProbed = () => Promise.resolve(null);
  const outcome = pool.run({ attemptId, sourcePath: `/${attemptId}.tif`, work, onProbed }, signal);
  const worker = fakes.workers.at(-1);
  if (!worker) throw new Error('No worker was launched.');
  worker.says({ kind: 'ready' });
  await worker.hears('start');
  const admitted = vi.fn();
  void worker.hears('admit').then(admitted);
  worker.says({ kind: 'waiting', attemptId, bytes });
  await turns();
  return {
    outcome,
    worker,
    isAdmitted: () => admitted.mock.calls.length === 1,
    async ends() {
      worker.says({ kind: 'failed', attemptId, failure: missing, log: null });
      await outcome;
      await turns();
    },
  };
}

it('are not decoded together when their headers promise too much', async () => {
  const first = await large('first', 800);
  const second = await large('second', 800);
  const third = await large('third', 800);
  expect([first, second, third].map((one) => one.isAdmitted())).toEqual([true, false, false]);
  await first.ends();
  expect([second, third].map((one) => one.isAdmitted())).toEqual([true, false]);
  second.worker.exits('SIGSEGV');
  await second.outcome;
  await turns();
  expect(third.isAdmitted()).toBe(true);
  await third.ends();
});

it('may each be larger than all there is', async () => {
  const only = await large('only', 5000);
  expect(only.isAdmitted()).toBe(true);
  await only.ends();
});

it('lose no time while they wait, and have all of it afterwards', async () => {
  const first = await large('first', 800);
  const second = await large('second', 800);
  await vi.advanceTimersByTimeAsync(limitMs - 1);
  await first.ends();
  await vi.advanceTimersByTimeAsync(limitMs - 1);
  expect(second.worker.isKilled).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await second.outcome).toEqual(timedOut(limitMs));
});

it.each([
  ['is aborted', (ending: AbortController) => ending.abort()],
  ['dies', () => fakes.workers[1]?.exits('SIGKILL')],
])('give up their place when one that waits %s', async (_, strike) => {
  const first = await large('first', 800);
  const ending = new AbortController();
  const second = await large('second', 900, ending.signal);
  const third = await large('third', 100);
  strike(ending);
  await second.outcome;
  await turns();
  expect(third.isAdmitted()).toBe(true);
  await Promise.all([first.ends(), third.ends()]);
});

it('ask once only', async () => {
  const { worker, outcome } = await large('only', 800);
  worker.says({ kind: 'waiting', attemptId: 'only', bytes: 800 });
  expect((await outcome).kind).toBe('crashed');
  expect(worker.isKilled).toBe(true);
});
