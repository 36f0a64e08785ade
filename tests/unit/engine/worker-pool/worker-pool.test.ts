import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AttemptRequest, WorkerPool } from '../../../../src/engine/worker-pool/attempt.ts';
import { createWorkerPool } from '../../../../src/engine/worker-pool/create-worker-pool.ts';
import { crashed, notStarted, timedOut } from '../../../../src/engine/worker-pool/outcome.ts';
import { type FakeWorker, type FakeWorkers, fakeWorkers } from '../../../support/fake-workers.ts';
import { workFor } from '../../../support/work.ts';

const limitMs = 5000;
const idleMs = 10_000;
const source = { format: 'jpeg', width: 300, height: 200 };
const planned = { width: 100, height: 67, format: 'jpeg' };
const written = { ...planned, sizeBytes: 1234 };
const untilNever = new AbortController().signal;

function request(attemptId: string, onProbed: AttemptRequest['onProbed']): AttemptRequest {
  const work = workFor([{ width: 100 }]);
  return { attemptId, sourcePath: `/photos/${attemptId}.jpg`, work, onProbed };
}
const simple = (attemptId: string) =>
  request(attemptId, () => Promise.resolve({ paths: ['/out/.aside'] }));

const probed = (attemptId: string) => ({
  kind: 'probed',
  attemptId,
  source,
  outputs: [planned],
  contentHash: null,
});
const finished = (attemptId: string) => ({
  kind: 'finished',
  attemptId,
  source,
  outputs: [written],
  notes: [],
  faults: [],
});
const placement = { position: 'top', size: 25, opacity: 60, margin: 3 } as const;
const missing = { code: 'file-missing', subject: null };

let fakes: FakeWorkers;
let pool: WorkerPool;

function worker(at: number): FakeWorker {
  const found = fakes.workers[at];
  if (!found) throw new Error(`no worker ${at} was launched`);
  return found;
}

/** The four moments in which an attempt can be struck, and how to get there. */
const moments: Readonly<Record<string, (attemptId: string) => Promise<void>>> = {
  'while its worker starts': () => Promise.resolve(),
  'while it is probed': async () => {
    worker(0).says({ kind: 'ready' });
    await worker(0).hears('start');
  },
  'while it is written': async (attemptId) => {
    worker(0).says({ kind: 'ready' });
    await worker(0).hears('start');
    worker(0).says(probed(attemptId));
    await worker(0).hears('proceed');
  },
};

async function runWell(attemptId: string, at: number): Promise<void> {
  const outcome = pool.run(simple(attemptId), untilNever);
  worker(at).says({ kind: 'ready' });
  await worker(at).hears('start');
  worker(at).says(probed(attemptId));
  await worker(at).hears('proceed');
  worker(at).says(finished(attemptId));
  expect((await outcome).kind).toBe('succeeded');
}

/** Like `runWell` on a worker that is ready already. */
async function runAgain(attemptId: string, at: number): Promise<void> {
  const outcome = pool.run(simple(attemptId), untilNever);
  await worker(at).hears('start');
  worker(at).says({ kind: 'failed', attemptId, failure: missing, log: null });
  expect((await outcome).kind).toBe('failed');
}

beforeEach(() => {
  // Messages go at the end of a real turn of the event loop.
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  });
  fakes = fakeWorkers();
  pool = createWorkerPool({ launcher: fakes.launcher, limitMs, idleMs });
});
afterEach(async () => {
  await pool.close();
  vi.useRealTimers();
});

describe('the picture of a watermark that a recipe names', () => {
  it('is sent to a worker once, before the first attempt that draws it', async () => {
    const asked: string[] = [];
    const findMark = (hash: string) => {
      asked.push(hash);
      return `data of ${hash}`;
    };
    const marking = createWorkerPool({ launcher: fakes.launcher, limitMs, idleMs, findMark });
    const run = async (attemptId: string, hash: string) => {
      const watermark = { ...placement, kind: 'stored', hash } as const;
      const order = simple(attemptId);
      const outcome = marking.run({ ...order, work: { ...order.work, watermark } }, untilNever);
      if (attemptId === 'a') worker(0).says({ kind: 'ready' });
      await worker(0).hears('start');
      worker(0).says(probed(attemptId));
      await worker(0).hears('proceed');
      worker(0).says(finished(attemptId));
      await outcome;
    };
    await run('a', 'one');
    expect(await worker(0).hears('mark')).toMatchObject({ hash: 'one', data: 'data of one' });
    await run('b', 'one');
    await run('c', 'two');
    expect(asked).toEqual(['one', 'two']);
    await marking.close();
  });
});

describe('an attempt', () => {
  it('goes from probe to the written outputs', async () => {
    const outcome = pool.run(simple('a'), untilNever);
    worker(0).says({ kind: 'ready' });
    expect(await worker(0).hears('start')).toMatchObject({
      sourcePath: '/photos/a.jpg',
      limits: { maxPixels: 300_000_000, maxFileBytes: 2_000_000_000 },
    });
    worker(0).says(probed('a'));
    expect((await worker(0).hears('proceed')).temporaryPaths).toEqual(['/out/.aside']);
    worker(0).says({ ...finished('a'), notes: ['damaged'] });
    expect(await outcome).toEqual({
      kind: 'succeeded',
      source,
      outputs: [written],
      notes: ['damaged'],
      faults: [],
    });
  });

  it('shows its probe to whoever names the outputs, and nothing else', async () => {
    const onProbed = vi.fn(() => Promise.resolve(null));
    const outcome = pool.run(request('a', onProbed), untilNever);
    worker(0).says({ kind: 'ready' });
    await worker(0).hears('start');
    worker(0).says(probed('a'));
    expect(await outcome).toEqual({ kind: 'released', source });
    expect(onProbed.mock.calls).toEqual([[{ source, outputs: [planned], contentHash: null }]]);
    expect((await worker(0).hears('release')).attemptId).toBe('a');
    await runAgain('b', 0);
  });

  it('fails with what the worker says and keeps the worker', async () => {
    const outcome = pool.run(simple('a'), untilNever);
    worker(0).says({ kind: 'ready' });
    await worker(0).hears('start');
    worker(0).says({ kind: 'failed', attemptId: 'a', failure: missing, log: 'raw words' });
    expect(await outcome).toEqual({ kind: 'failed', failure: missing, log: 'raw words' });
    await runAgain('b', 0);
    expect(fakes.workers).toHaveLength(1);
  });

  it('fails as internal when naming the outputs throws, and keeps the worker', async () => {
    const bug = () => Promise.reject(new Error('a bug in placing'));
    const outcome = pool.run(request('a', bug), untilNever);
    worker(0).says({ kind: 'ready' });
    await worker(0).hears('start');
    worker(0).says(probed('a'));
    expect(await outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'internal', subject: null },
      log: expect.stringContaining('a bug in placing') as string,
    });
    await runAgain('b', 0);
  });

  it.each(Object.entries(moments))('tells when its worker dies %s', async (moment, reach) => {
    const outcome = pool.run(simple('a'), untilNever);
    await reach('a');
    worker(0).exits('SIGSEGV');
    const ended = moment === 'while its worker starts' ? notStarted : crashed;
    expect(await outcome).toEqual(ended('SIGSEGV'));
    await runWell('b', 1);
  });

  it.each(Object.entries(moments))('is killed when it is aborted %s', async (_, reach) => {
    const abort = new AbortController();
    const outcome = pool.run(simple('a'), abort.signal);
    await reach('a');
    abort.abort();
    expect(await outcome).toEqual({ kind: 'aborted' });
    expect(worker(0).isKilled).toBe(true);
    await runWell('b', 1);
  });

  it.each(Object.entries(moments))('is killed when its time is up %s', async (_, reach) => {
    const outcome = pool.run(simple('a'), untilNever);
    await reach('a');
    await vi.advanceTimersByTimeAsync(limitMs - 1);
    expect(worker(0).isKilled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(worker(0).isKilled).toBe(true);
    expect(await outcome).toEqual(timedOut(limitMs));
    await runWell('b', 1);
  });

  it('launches nothing when it is aborted already', async () => {
    expect(await pool.run(simple('a'), AbortSignal.abort())).toEqual({ kind: 'aborted' });
    expect(fakes.workers).toEqual([]);
  });

  it('ends only when the naming of its outputs has settled', async () => {
    const naming = Promise.withResolvers<null>();
    const abort = new AbortController();
    const outcome = pool.run(
      request('a', () => naming.promise),
      abort.signal,
    );
    const ended = vi.fn();
    void outcome.then(ended);
    worker(0).says({ kind: 'ready' });
    await worker(0).hears('start');
    worker(0).says(probed('a'));
    abort.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect([worker(0).isKilled, ended.mock.calls]).toEqual([true, []]);
    naming.resolve(null);
    expect(await outcome).toEqual({ kind: 'aborted' });
  });

  it('tells when no worker can be launched', async () => {
    const launcher = {
      launch: () => {
        throw new Error('no such program');
      },
    };
    const broken = createWorkerPool({ launcher, limitMs });
    expect(await broken.run(simple('a'), untilNever)).toMatchObject({
      kind: 'not-started',
      log: expect.stringContaining('no such program') as string,
    });
  });
});

describe('a worker that is killed', () => {
  beforeEach(() => {
    fakes = fakeWorkers({ diesWhenKilled: false });
    pool = createWorkerPool({ launcher: fakes.launcher, limitMs, idleMs });
  });
  afterEach(() => {
    for (const one of fakes.workers) one.exits('SIGKILL');
  });

  it('holds its attempt up until it is really gone', async () => {
    const ended = vi.fn();
    const outcome = pool.run(simple('a'), untilNever);
    void outcome.then(ended);
    await vi.advanceTimersByTimeAsync(limitMs * 3);
    expect([worker(0).isKilled, ended.mock.calls]).toEqual([true, []]);
    worker(0).exits('SIGKILL');
    expect(await outcome).toEqual(timedOut(limitMs));
  });

  it('is not believed any more', async () => {
    const abort = new AbortController();
    const outcome = pool.run(simple('a'), abort.signal);
    worker(0).says({ kind: 'ready' });
    await worker(0).hears('start');
    abort.abort();
    worker(0).says({ kind: 'failed', attemptId: 'a', failure: missing, log: null });
    worker(0).exits('SIGKILL');
    expect(await outcome).toEqual({ kind: 'aborted' });
  });
});

describe('a worker that talks nonsense', () => {
  const nonsense: Readonly<Record<string, unknown>> = {
    'something that is no message': { kind: 'probed', attemptId: 'a' },
    'an answer to another attempt': probed('other'),
    'its last answer first': finished('a'),
    'that it is ready once more': { kind: 'ready' },
    'too few outputs': { ...probed('a'), outputs: [] },
    'an impossible size': { ...probed('a'), outputs: [{ ...planned, width: -1 }] },
  };
  it.each(Object.entries(nonsense))('is killed for saying %s', async (_, raw) => {
    const outcome = pool.run(simple('a'), untilNever);
    worker(0).says({ kind: 'ready' });
    await worker(0).hears('start');
    worker(0).says(raw);
    expect((await outcome).kind).toBe('crashed');
    expect(worker(0).isKilled).toBe(true);
    await runWell('b', 1);
  });

  it('is killed for a list longer than any recipe, with none of its entries looked at', async () => {
    let lookedAt = 0;
    const fault = {
      failure: missing,
      log: null,
      get output() {
        lookedAt += 1;
        return 0;
      },
    };
    const outcome = pool.run({ ...simple('a'), temporaryPaths: ['/photos/a.part'] }, untilNever);
    worker(0).says({ kind: 'ready' });
    await worker(0).hears('start');
    const faults = Array.from({ length: 1000 }, () => fault);
    worker(0).says({ ...finished('a'), outputs: [null], faults });
    expect([(await outcome).kind, lookedAt]).toEqual(['crashed', 0]);
  });

  it('is killed for leaving out an output that was wanted', async () => {
    const outcome = pool.run(simple('a'), untilNever);
    await moments['while it is written']?.('a');
    worker(0).says({ ...finished('a'), outputs: [null] });
    expect((await outcome).kind).toBe('crashed');
  });

  it('is killed for speaking while it is idle', async () => {
    await runWell('a', 0);
    worker(0).says(probed('a'));
    expect(worker(0).isKilled).toBe(true);
    await runWell('b', 1);
  });
});

describe('the pool', () => {
  it('starts another worker only when none is idle, and takes the one that worked last', async () => {
    const first = pool.run(simple('a'), untilNever);
    const second = pool.run(simple('b'), untilNever);
    for (const [at, id] of ['a', 'b'].entries()) {
      worker(at).says({ kind: 'ready' });
      await worker(at).hears('start');
      worker(at).says({ kind: 'failed', attemptId: id, failure: missing, log: null });
    }
    await Promise.all([first, second]);
    await runAgain('c', 1);
    expect(fakes.workers).toHaveLength(2);
  });

  it('lets a worker go that had nothing to do for a while', async () => {
    await runWell('a', 0);
    await vi.advanceTimersByTimeAsync(idleMs - 1);
    await runAgain('b', 0);
    await vi.advanceTimersByTimeAsync(idleMs - 1);
    expect([worker(0).isKilled, pool.report()]).toMatchObject([false, [{ processId: 1000 }]]);
    await vi.advanceTimersByTimeAsync(1);
    expect([worker(0).isKilled, pool.report()]).toEqual([true, []]);
  });

  it('replaces an idle worker that died', async () => {
    await runWell('a', 0);
    worker(0).exits('SIGTERM');
    await runWell('b', 1);
    expect(pool.report()).toMatchObject([{ processId: 1001 }]);
  });

  it('gives a new limit to attempts that start later', async () => {
    const before = pool.run(simple('a'), untilNever);
    pool.setLimit(100);
    const after = pool.run(simple('b'), untilNever);
    await vi.advanceTimersByTimeAsync(100);
    expect(await after).toEqual(timedOut(100));
    expect(worker(0).isKilled).toBe(false);
    worker(0).exits('gone');
    await before;
  });

  it('reports what each worker is doing', async () => {
    vi.setSystemTime(7000);
    const outcome = pool.run(simple('a'), untilNever);
    const working = { sourcePath: '/photos/a.jpg', busySince: 7000, attemptCount: 1 };
    expect(pool.report()).toEqual([{ processId: 1000, ...working }]);
    // The clock is set; it has been at work no longer than before.
    vi.setSystemTime(9_000_000);
    expect(pool.report()).toMatchObject([{ busySince: 9_000_000 }]);
    await moments['while it is written']?.('a');
    worker(0).says(finished('a'));
    await outcome;
    const idle = { sourcePath: null, busySince: null, attemptCount: 1 };
    expect(pool.report()).toEqual([{ processId: 1000, ...idle }]);
  });

  it('ends everything when it closes', async () => {
    await runWell('a', 0);
    const running = pool.run(simple('b'), untilNever);
    const another = pool.run(simple('c'), untilNever);
    await pool.close();
    expect(await Promise.all([running, another])).toEqual([
      { kind: 'aborted' },
      { kind: 'aborted' },
    ]);
    expect(fakes.workers.map((one) => one.isKilled)).toEqual([true, true]);
    expect(await pool.run(simple('d'), untilNever)).toEqual({ kind: 'aborted' });
    expect(fakes.workers).toHaveLength(2);
  });
});
