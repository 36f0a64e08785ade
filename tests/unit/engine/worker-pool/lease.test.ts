import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PoolLease, WorkerPool } from '../../../../src/engine/worker-pool/attempt.ts';
import { createWorkerPool } from '../../../../src/engine/worker-pool/create-worker-pool.ts';
import { type FakeWorker, type FakeWorkers, fakeWorkers } from '../../../support/fake-workers.ts';
import { workFor } from '../../../support/work.ts';

const source = { format: 'jpeg', width: 300, height: 200 };
const written = { width: 100, height: 67, format: 'jpeg', sizeBytes: 1234 };
const untilNever = new AbortController().signal;
const finished = (attemptId: string) => ({
  kind: 'finished',
  attemptId,
  source,
  outputs: [written],
  notes: [],
  faults: [],
});

let fakes: FakeWorkers;
let pool: WorkerPool;
let lease: PoolLease;

beforeEach(() => {
  fakes = fakeWorkers();
  pool = createWorkerPool({ launcher: fakes.launcher, limitMs: 60_000 });
  lease = pool.lease();
});
afterEach(() => pool.close());

function worker(at: number): FakeWorker {
  const found = fakes.workers[at];
  if (!found) throw new Error(`no worker ${at} was launched`);
  return found;
}

/** An attempt that knows where to write. */
function run(attemptId: string, signal = untilNever) {
  const request = {
    attemptId,
    sourcePath: `/photos/${attemptId}.jpg`,
    work: workFor([{ width: 100 }]),
    temporaryPaths: [`/out/.${attemptId}.part`],
    onProbed: () => Promise.reject(new Error('it was not to ask')),
  };
  return lease.run(request, signal);
}

async function ready(at = 0): Promise<void> {
  worker(at).says({ kind: 'ready' });
  await worker(at).hears('start');
}

test('one worker has all orders of a lease before it has answered the first', async () => {
  const outcomes = [run('a'), run('b'), run('c')];
  await ready();
  expect((await worker(0).hears('start')).attemptId).toBe('b');
  expect((await worker(0).hears('start')).temporaryPaths).toEqual(['/out/.c.part']);
  for (const attemptId of ['a', 'b', 'c']) worker(0).says(finished(attemptId));
  expect(await Promise.all(outcomes)).toEqual(
    ['a', 'b', 'c'].map(() => ({
      kind: 'succeeded',
      source,
      outputs: [written],
      notes: [],
      faults: [],
    })),
  );
  expect(fakes.workers).toHaveLength(1);
});

test('when the worker dies only the attempt it was at is blamed', async () => {
  const outcomes = [run('a'), run('b'), run('c')];
  await ready();
  worker(0).says(finished('a'));
  worker(0).exits('SIGSEGV');
  const kinds = (await Promise.all(outcomes)).map(({ kind }) => kind);
  expect(kinds).toEqual(['succeeded', 'crashed', 'returned']);
});

test('aborting the attempt that is made kills the worker, and the others go back', async () => {
  const aborting = new AbortController();
  const outcomes = [run('a', aborting.signal), run('b')];
  await ready();
  aborting.abort();
  const kinds = (await Promise.all(outcomes)).map(({ kind }) => kind);
  expect([kinds, worker(0).isKilled]).toEqual([['aborted', 'returned'], true]);
});

test('aborting a later one leaves the first alone', async () => {
  const aborting = new AbortController();
  const outcomes = [run('a'), run('b', aborting.signal)];
  await ready();
  aborting.abort();
  expect(worker(0).isKilled).toBe(false);
  worker(0).says(finished('a'));
  const kinds = (await Promise.all(outcomes)).map(({ kind }) => kind);
  expect([kinds, worker(0).isKilled]).toEqual([['succeeded', 'aborted'], true]);
});

test.each([
  ['of a later attempt', finished('b')],
  ['of an attempt that it does not have', finished('x')],
  ['that it is ready once more', { kind: 'ready' }],
  ['less than was asked for', { ...finished('a'), outputs: [] }],
  ['where it was not to ask', { ...finished('a'), kind: 'probed', contentHash: null }],
])('a worker that speaks %s is killed', async (_, said) => {
  const outcomes = [run('a'), run('b')];
  await ready();
  worker(0).says(said);
  expect((await outcomes[0])?.kind).toBe('crashed');
  expect(worker(0).isKilled).toBe(true);
  await outcomes[1];
});

test('a lease goes on with another worker when it has lost one', async () => {
  const lost = run('a');
  await ready();
  worker(0).exits('SIGKILL');
  expect((await lost).kind).toBe('crashed');
  const next = run('b');
  await ready(1);
  worker(1).says(finished('b'));
  expect((await next).kind).toBe('succeeded');
});

test('a worker is idle only when the lease has ended', async () => {
  const first = run('a');
  await ready();
  worker(0).says(finished('a'));
  await first;
  const other = pool.lease().run(
    {
      attemptId: 'b',
      sourcePath: '/photos/b.jpg',
      work: workFor([{ width: 100 }]),
      temporaryPaths: ['/out/.b.part'],
      onProbed: () => Promise.resolve(null),
    },
    untilNever,
  );
  expect(fakes.workers).toHaveLength(2);
  await ready(1);
  worker(1).says(finished('b'));
  expect((await other).kind).toBe('succeeded');
  lease.end();
  const again = pool.lease().run(
    {
      attemptId: 'c',
      sourcePath: '/photos/c.jpg',
      work: workFor([{ width: 100 }]),
      temporaryPaths: ['/out/.c.part'],
      onProbed: () => Promise.resolve(null),
    },
    untilNever,
  );
  await worker(0).hears('start');
  worker(0).says(finished('c'));
  expect([(await again).kind, fakes.workers.length]).toEqual(['succeeded', 2]);
});
