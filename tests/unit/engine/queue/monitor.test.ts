import { expect, test } from 'vitest';
import { createMonitor } from '../../../../src/engine/monitor/create-monitor.ts';
import {
  asCancelled,
  asFailed,
  asMade,
  asRunning,
} from '../../../../src/engine/ledger/transitions.ts';
import type { Change } from '../../../../src/shared/task/change.ts';
import { failure } from '../../../../src/shared/task/failure.ts';
import type { Task } from '../../../../src/shared/task/task.ts';
import { sampleTask } from '../../../support/sample-tasks.ts';
import { startEngine } from '../../../support/start-engine.ts';

const { task } = sampleTask(1);
const made = { source: { format: 'jpeg', width: 1, height: 1 }, outputs: [], notes: [] };
const changeOf = (task: Task): Change => ({ kind: 'task', number: 1, task });
const succeeded = (durationMs: number) =>
  changeOf(asMade(task, { finishedAt: 1, durationMs }, made));
const failed = (subject: string | null) =>
  changeOf(asFailed(task, { finishedAt: 1, durationMs: 1 }, failure('output-unwritable', subject)));

const started = (waitedMs: number) => changeOf(asRunning(task, task.queuedAt + waitedMs));
const stopped = { waitingCount: () => 0, now: () => 0 };
const nothing = { finishedCount: 0, waitingCount: 0, runTimeMs: null, waitTimeMs: null };

test('before anything ran there is nothing to measure', () => {
  const { steps, runTimeMs, waitTimeMs, failures } = createMonitor(stopped).measurements();
  expect(steps).toEqual(Array.from({ length: 60 }, () => nothing));
  expect([runTimeMs, waitTimeMs, failures]).toEqual([null, null, []]);
});

test('what finished moves on with the clock, oldest first', () => {
  let now = 1_000_000;
  const monitor = createMonitor({ ...stopped, now: () => now });
  const finished = () => monitor.measurements().steps.map(({ finishedCount }) => finishedCount);
  monitor.follow([succeeded(5), succeeded(5)]);
  now += 20_000;
  monitor.follow([failed(null)]);
  expect(finished().slice(-4)).toEqual([0, 2, 0, 1]);
  now += 570_000;
  expect([finished().length, finished().slice(0, 3)]).toEqual([60, [2, 0, 1]]);
  now += 10_000_000;
  expect([finished().length, Math.max(...finished())]).toEqual([60, 0]);
});

test('what was cancelled or only began has not finished', () => {
  const monitor = createMonitor(stopped);
  monitor.follow([
    changeOf(task),
    changeOf(asCancelled(task, { finishedAt: 1, durationMs: null })),
  ]);
  expect(monitor.measurements().steps.at(-1)).toEqual(nothing);
});

test('run times are those of the last thousand', () => {
  const monitor = createMonitor(stopped);
  monitor.follow(Array.from({ length: 500 }, () => succeeded(9999)));
  monitor.follow(Array.from({ length: 1000 }, (_, index) => succeeded(index + 1)));
  const { runTimeMs } = monitor.measurements();
  expect(runTimeMs).toEqual({ count: 1000, p50: 500, p95: 950, p99: 990 });
});

test('each step has its own times, also after it is over', () => {
  let now = 0;
  const monitor = createMonitor({ ...stopped, now: () => now });
  monitor.follow([succeeded(40), succeeded(20), started(7)]);
  now += 10_000;
  monitor.follow([succeeded(90)]);
  expect(monitor.measurements().steps.slice(-2)).toMatchObject([
    { runTimeMs: { count: 2, p50: 20, p99: 40 }, waitTimeMs: { count: 1, p50: 7, p99: 7 } },
    { runTimeMs: { count: 1, p50: 90, p99: 90 }, waitTimeMs: null },
  ]);
});

test('waiting ends with the first start; a second attempt waited for nobody', () => {
  const monitor = createMonitor(stopped);
  monitor.follow([started(100), started(300)]);
  monitor.follow([changeOf(asRunning({ ...task, attempts: 1 }, task.queuedAt + 9000))]);
  expect(monitor.measurements().waitTimeMs).toEqual({ count: 2, p50: 100, p95: 300, p99: 300 });
});

test('a clock that was set back makes no time negative', () => {
  const monitor = createMonitor(stopped);
  monitor.follow([started(-5)]);
  expect(monitor.measurements().waitTimeMs?.p50).toBe(0);
});

test('the most that waited is kept for each step, also when nothing happens', () => {
  let [now, waiting] = [0, 0];
  const monitor = createMonitor({ now: () => now, waitingCount: () => waiting });
  waiting = 30;
  monitor.follow([changeOf(task)]);
  waiting = 4;
  monitor.follow([succeeded(1)]);
  now += 30_000;
  const { steps } = monitor.measurements();
  expect(steps.map((step) => step.waitingCount).slice(-5)).toEqual([0, 30, 4, 4, 4]);
});

test('failures are counted by cause, the most frequent first, and never without end', () => {
  const monitor = createMonitor(stopped);
  monitor.follow([failed('/a'), failed('/b'), failed('/b')]);
  expect(monitor.measurements().failures).toEqual([
    { failure: failure('output-unwritable', '/b'), count: 2 },
    { failure: failure('output-unwritable', '/a'), count: 1 },
  ]);
  monitor.follow(Array.from({ length: 500 }, (_, index) => failed(`/folder-${index}`)));
  const { failures } = monitor.measurements();
  expect(failures.length).toBeLessThanOrEqual(101);
  expect(failures.reduce((sum, { count }) => sum + count, 0)).toBe(503);
});

test('the report says what waits and what runs', async () => {
  const { engine, enqueue, addFiles, pool } = startEngine({ concurrency: 2 });
  await enqueue(addFiles('a.jpg', 'b.jpg', 'c.jpg'));
  await pool.attempt(1);
  expect(engine.monitor()).toMatchObject({ waitingCount: 1, runningCount: 2 });
  expect(engine.monitor().waitTimeMs?.count).toBe(2);
});
