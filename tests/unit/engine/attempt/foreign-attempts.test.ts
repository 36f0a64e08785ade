import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  createForeignAttempts,
  type ForeignAttempts,
  type ForeignLease,
} from '../../../../src/engine/attempt/foreign-attempts.ts';
import { Recipe } from '../../../../src/shared/task/recipe.ts';
import { type FakeWorker, type FakeWorkers, fakeWorkers } from '../../../support/fake-workers.ts';
import { holdFlushes } from '../../../support/hold-flushes.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const source = { format: 'jpeg', width: 300, height: 200 };
const recipe = Recipe.parse({
  outputs: [
    { name: 'small', width: 100 },
    { name: 'SMALL', width: 50 },
  ],
});
const untilNever = new AbortController().signal;

let fakes: FakeWorkers;
let attempts: ForeignAttempts;
let lease: ForeignLease;
let folder: string;
const ready = new WeakSet<FakeWorker>();

beforeEach(() => {
  fakes = fakeWorkers();
  attempts = createForeignAttempts({ launcher: fakes.launcher, findMark: () => null });
  lease = attempts.lease();
  folder = tempFolder();
});
afterEach(() => attempts.close());

const ownFolder = (taskId: string) => join(folder, 'outputs', taskId);

function run(taskId: string, signal = untilNever) {
  const sourcePath = join(folder, `${taskId}.jpg`);
  writeFileSync(sourcePath, 'a picture');
  const facts = { taskId, sourcePath, sizeBytes: 9, queuedAt: 1 };
  return lease.run({ ...facts, recipe, folder: ownFolder(taskId) }, signal);
}

async function launched(at: number): Promise<FakeWorker> {
  await expect.poll(() => fakes.workers.length).toBeGreaterThan(at);
  const worker = fakes.workers[at];
  if (!worker) throw new Error(`no worker ${at} was launched`);
  if (!ready.has(worker)) worker.says({ kind: 'ready' });
  ready.add(worker);
  return worker;
}

type Order = Awaited<ReturnType<typeof nextOrder>>;
const nextOrder = (worker: FakeWorker) => worker.hears('start');

function make(worker: FakeWorker, { attemptId, temporaryPaths }: Order): void {
  for (const path of temporaryPaths ?? []) writeFileSync(path, attemptId);
  const output = { width: 100, height: 67, format: 'jpeg', sizeBytes: 9 };
  const outputs = [output, output];
  worker.says({ kind: 'finished', attemptId, source, outputs, notes: [], faults: [] });
}

/** In the order in which the pictures were asked for. */
async function runInOrder(...runs: readonly (() => ReturnType<typeof run>)[]) {
  const outcomes: ReturnType<typeof run>[] = [];
  const orders: Order[] = [];
  for (const begin of runs) {
    outcomes.push(begin());
    orders.push(await nextOrder(await launched(0)));
  }
  return { outcomes, orders, worker: await launched(0) };
}

const namesIn = (taskId: string) => readdirSync(ownFolder(taskId)).toSorted();

test('results get the names of their outputs in the folder of their task, and replace what was left there', async () => {
  mkdirSync(ownFolder('b'), { recursive: true });
  writeFileSync(join(ownFolder('b'), '.thumbline-0123456789abcdef.part'), 'half');
  writeFileSync(join(ownFolder('b'), 'small.jpg'), 'of before');
  const runs = [run('a'), run('b')];
  const worker = await launched(0);
  make(worker, await nextOrder(worker));
  make(worker, await nextOrder(worker));
  const [first, second] = await Promise.all(runs);
  expect(first).toMatchObject({ kind: 'succeeded', source, notes: [] });
  const paths = first?.kind === 'succeeded' ? first.outputs.map(({ path }) => basename(path)) : [];
  expect(paths).toEqual(['small.jpg', 'SMALL (2).jpg']);
  expect(second?.kind).toBe('succeeded');
  expect([namesIn('a'), namesIn('b')]).toEqual([paths.toSorted(), paths.toSorted()]);
});

test('a picture at which its worker died is tried once more, and so are those behind it', async () => {
  const { outcomes, orders, worker } = await runInOrder(
    () => run('a'),
    () => run('bad'),
    () => run('c'),
  );
  if (orders[0]) make(worker, orders[0]);
  worker.exits('SIGSEGV');
  // Which of the two comes first is open: a crash is tidied up after.
  const open = new Set(['bad', 'c']);
  for (let at = 1; open.size > 0;) {
    const next = await launched(at);
    const order = await nextOrder(next);
    const [taskId = ''] = order.attemptId.split('-');
    open.delete(taskId);
    if (taskId === 'c') {
      make(next, order);
    } else {
      next.exits('SIGSEGV');
      at += 1;
    }
  }
  const kinds = (await Promise.all(outcomes)).map(({ kind }) => kind);
  expect(kinds).toEqual(['succeeded', 'crashed', 'succeeded']);
  expect([namesIn('a').length, existsSync(ownFolder('bad')), namesIn('c').length]).toEqual([
    2,
    false,
    2,
  ]);
});

test('what is aborted or fails leaves nothing', async () => {
  const ending = new AbortController();
  const { outcomes } = await runInOrder(
    () => run('a', ending.signal),
    () => run('b'),
  );
  ending.abort();
  const second = await launched(1);
  const failure = { code: 'image-corrupt', subject: null };
  const { attemptId } = await nextOrder(second);
  second.says({ kind: 'failed', attemptId, failure, log: null });
  const kinds = (await Promise.all(outcomes)).map(({ kind }) => kind);
  expect(kinds).toEqual(['aborted', 'failed']);
  expect(readdirSync(join(folder, 'outputs'))).toEqual([]);
});

test('a folder that cannot be made fails its own picture', async () => {
  mkdirSync(join(folder, 'outputs'));
  writeFileSync(ownFolder('a'), 'a file');
  const made = run('a');
  const worker = await launched(0);
  const { attemptId, temporaryPaths } = await nextOrder(worker);
  expect(temporaryPaths).toBeNull();
  const planned = { width: 100, height: 67, format: 'jpeg' };
  const outputs = [planned, planned];
  worker.says({ kind: 'probed', attemptId, source, outputs, contentHash: null });
  expect(await made).toMatchObject({ kind: 'failed', failure: { code: 'output-unwritable' } });
});

test('a picture counts only once its names are on the disk; those of a lease are flushed together', async () => {
  const onMade = vi.fn<() => void>();
  const { outcomes, orders, worker } = await runInOrder(
    () => run('a').finally(onMade),
    () => run('b').finally(onMade),
  );
  const held = await holdFlushes(folder);
  for (const order of orders) make(worker, order);
  // Of both folders, and once of the one that they are in.
  await expect.poll(() => held.length).toBe(3);
  for (const letGo of held.slice(0, -1)) letGo();
  await new Promise(setImmediate);
  expect(onMade).not.toHaveBeenCalled();
  held.at(-1)?.();
  expect((await Promise.all(outcomes)).map(({ kind }) => kind)).toEqual(['succeeded', 'succeeded']);
});
