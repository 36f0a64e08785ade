import * as fc from 'fast-check';
import { copyFileSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { createFakeWalker } from '../../../support/fake-walker.ts';
import { expectAlways } from '../../../support/property-loop.ts';
import {
  assembleWithFakes,
  type StartedEngine,
  startEngine,
} from '../../../support/start-engine.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { defaultPreset } from '../../../../src/shared/task/preset.ts';

const madeOf = ({ pool }: Pick<StartedEngine, 'pool'>) =>
  pool.attempts.map(({ sourcePath }) => basename(sourcePath));
const isPaused = ({ engine }: Pick<StartedEngine, 'engine'>, batchId: string) =>
  engine.snapshot().batches.find(({ id }) => id === batchId)?.isPaused === true;

/** Two batches; the first picture of the first one runs. */
async function startTwo() {
  const started = startEngine();
  const first = await started.enqueue(started.addFiles('a1.jpg', 'a2.jpg', 'a3.jpg'));
  const second = await started.enqueue(started.addFiles('b1.jpg', 'b2.jpg'));
  return { ...started, first, second, running: await started.pool.attempt(0) };
}

test('a paused batch waits while another goes on; what ran ends, and the rest follows in order once it is resumed', async () => {
  const started = await startTwo();
  const { engine, pool, first, second, running, statuses } = started;
  engine.pauseBatch(first);
  await running.finish();
  const other = await pool.attempt(1);
  // The whole queue's own pause is another one.
  engine.pause();
  engine.resume();
  expect(isPaused(started, first)).toBe(true);
  expect(engine.snapshot().queue.isPaused).toBe(false);
  await other.finish();
  await (await pool.attempt(2)).finish();
  await engine.settled(second);
  expect(statuses()).toEqual(['succeeded', 'queued', 'queued', 'succeeded', 'succeeded']);
  await expect.poll(() => engine.monitor()).toMatchObject({ waitingCount: 2, runningCount: 0 });
  // Nothing else is left.
  await expect.poll(() => engine.snapshot().queue.isPaused).toBe(true);
  engine.resume();
  expect(isPaused(started, first)).toBe(false);
  pool.finishEverything();
  await engine.settled(first);
  expect(madeOf(started)).toEqual(['a1.jpg', 'b1.jpg', 'b2.jpg', 'a2.jpg', 'a3.jpg']);
});

test('it stays paused when the program is killed, and what is found of it later waits too', async () => {
  const { engine, folder, first } = await startTwo();
  engine.pauseBatch(first);
  for (const name of ['history.db', 'history.db-wal']) {
    if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(folder, `x${name}`));
  }
  const again = startEngine({ folder, historyPath: join(folder, 'xhistory.db') });
  await expect.poll(() => madeOf(again)).toEqual(['b1.jpg']);
  expect(isPaused(again, first)).toBe(true);
  again.pool.finishEverything();
  await expect
    .poll(again.statuses)
    .toEqual(['queued', 'queued', 'queued', 'succeeded', 'succeeded']);
  await expect.poll(() => again.engine.snapshot().queue.isPaused).toBe(true);
  const more = await again.enqueue(again.addFiles('c.jpg'));
  await again.engine.settled(more);
  await expect.poll(() => again.engine.snapshot().queue.isPaused).toBe(true);
  again.engine.resumeBatch(first);
  await again.engine.settled(first);
  await expect.poll(() => again.engine.snapshot().queue.isPaused).toBe(false);
  expect(madeOf(again)).toEqual(['b1.jpg', 'b2.jpg', 'c.jpg', 'a1.jpg', 'a2.jpg', 'a3.jpg']);
});

test('more than are parked at once, and what a walk finds while they wait, keep their order', async () => {
  const started = startEngine();
  const { engine, folder, pool, walker, addFiles, enqueue } = started;
  const walked = await enqueue([folder]);
  const walk = await walker.nextWalk(0);
  const names = Array.from({ length: 280 }, (_, at) => `${at}.jpg`);
  const find = (some: readonly string[]) => walk.find(some.map((name) => join(folder, name)));
  find(names.slice(0, 265));
  const running = await pool.attempt(0);
  engine.pauseBatch(walked);
  find(names.slice(265));
  walk.end();
  const other = await enqueue(addFiles('other.jpg'));
  await running.finish();
  await (await pool.attempt(1)).finish();
  await engine.settled(other);
  engine.resumeBatch(walked);
  engine.pauseBatch(walked);
  engine.resumeBatch(walked);
  pool.finishEverything();
  await engine.settled(walked);
  expect(madeOf(started)).toEqual([names[0], 'other.jpg', ...names.slice(1)]);
});

test('trying again in a paused batch waits with it; with nothing left to do it is paused no longer', async () => {
  const started = await startTwo();
  const { engine, pool, first, second, running, tasks, statuses } = started;
  engine.pauseBatch(first);
  running.fail();
  await (await pool.attempt(1)).finish();
  await (await pool.attempt(2)).finish();
  await engine.settled(second);
  expect(statuses().slice(0, 3)).toEqual(['failed', 'queued', 'queued']);
  engine.retry('all');
  expect(statuses().slice(0, 3)).toEqual(['queued', 'queued', 'queued']);
  expect(pool.attempts).toHaveLength(3);
  engine.resumeBatch(first);
  const last = await pool.attempt(3);
  engine.cancel(tasks().flatMap(({ id, status }) => (status === 'queued' ? id : [])));
  engine.pauseBatch(first);
  last.fail();
  await engine.settled(first);
  await expect.poll(() => isPaused(started, first)).toBe(false);
  pool.finishEverything();
  engine.retry(tasks().flatMap(({ id, batchId }) => (batchId === first ? id : [])));
  await engine.settled(first);
  expect(new Set(statuses())).toEqual(new Set(['succeeded']));
});

test('cancelling a batch ends what runs of it and its walk, and leaves the others; undone, it is as it was', async () => {
  const started = await startTwo();
  const { engine, folder, pool, walker, first, second, tasks, statuses } = started;
  const walked = await started.enqueue([folder]);
  const walk = await walker.nextWalk(0);
  engine.pauseBatch(walked);
  walk.find([join(folder, 'c1.jpg'), join(folder, 'c2.jpg')]);
  const left = tasks().flatMap(({ id, batchId }) => (batchId === walked ? id : []));
  engine.cancelBatch(walked);
  engine.cancelBatch(first);
  expect(walk.signal.aborted).toBe(true);
  pool.finishEverything();
  await engine.settled(first);
  await engine.settled(second);
  await engine.settled(walked);
  expect(statuses().slice(5)).toEqual(['cancelled', 'cancelled']);
  expect(statuses().slice(1, 5)).toEqual(['cancelled', 'cancelled', 'succeeded', 'succeeded']);
  engine.retry(left);
  expect(statuses().slice(5)).toEqual(['queued', 'queued']);
  expect(isPaused(started, walked)).toBe(true);
  engine.resumeBatch(walked);
  await engine.settled(walked);
  expect(statuses().slice(5)).toEqual(['succeeded', 'succeeded']);
});

test('a paused batch whose walk ends after all its pictures ran is paused no longer', async () => {
  const started = startEngine();
  const { engine, folder, pool, walker, statuses } = started;
  const walked = await started.enqueue([folder]);
  const walk = await walker.nextWalk(0);
  walk.find([join(folder, 'c1.jpg')]);
  const running = await pool.attempt(0);
  engine.pauseBatch(walked);
  running.fail();
  await expect.poll(statuses).toEqual(['failed']);
  // What follows from the end of an attempt is done by then.
  await new Promise(setImmediate);
  expect(isPaused(started, walked)).toBe(true);
  walk.end();
  await engine.settled(walked);
  await expect.poll(() => isPaused(started, walked)).toBe(false);
  expect(engine.snapshot().queue.isPaused).toBe(false);
  engine.retry('all');
  pool.finishEverything();
  await engine.settled(walked);
  expect(statuses()).toEqual(['succeeded']);
});

const names = ['a', 'b', 'c'];
const aStep = fc.oneof(
  fc.record({ act: fc.constantFrom('pauseBatch', 'resumeBatch'), batch: fc.nat(2) } as const),
  fc.record({ act: fc.constantFrom('pause', 'resume', 'finish', 'wait') } as const),
);

test('however batches and the queue are paused and resumed, each picture is made once, and in order', async () => {
  const property = fc.asyncProperty(
    fc.array(aStep, { maxLength: 30 }),
    fc.integer({ min: 1, max: 3 }),
    async (steps, concurrency) => {
      const parts = { folder: tempFolder(), historyPath: ':memory:', walker: createFakeWalker() };
      const { engine, pool, bugs } = assembleWithFakes({ ...parts, concurrency });
      const batches: string[] = [];
      const paths = (name: string) =>
        [1, 2, 3, 4].map((at) => join(parts.folder, name, `${at}.jpg`));
      for (const name of names) {
        const request = {
          paths: paths(name),
          recipe: defaultPreset.recipe,
          origin: 'drop',
        } as const;
        batches.push((await engine.enqueue(request)).batchId ?? '');
      }
      for (const step of steps) {
        if ('batch' in step) engine[step.act](batches[step.batch] ?? '');
        else if (step.act === 'finish') await pool.attempts.at(-1)?.finish();
        else if (step.act === 'wait') await new Promise(setImmediate);
        else engine[step.act]();
      }
      for (const batchId of batches) engine.resumeBatch(batchId);
      engine.resume();
      pool.finishEverything();
      for (const batchId of batches) await engine.settled(batchId);
      const made = pool.attempts.map(({ sourcePath }) => sourcePath);
      await engine.close();
      expect(bugs).toEqual([]);
      for (const name of names) {
        const own = made.filter((path) => basename(join(path, '..')) === name);
        // Those that run beside each other are looked at beside each other.
        expect(concurrency === 1 ? own : own.toSorted()).toEqual(paths(name));
      }
    },
  );
  await expectAlways(property);
});
