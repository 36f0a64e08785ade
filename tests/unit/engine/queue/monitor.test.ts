import { expect, test } from 'vitest';
import { createMonitor } from '../../../../src/engine/monitor.ts';
import { asCancelled, asFailed, asMade } from '../../../../src/engine/ledger/transitions.ts';
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

test('before anything ran there is nothing to measure', () => {
  const { throughput, runTimeMs, failures } = createMonitor(() => 0).measurements();
  expect([throughput.length, throughput.every((count) => count === 0)]).toEqual([60, true]);
  expect([runTimeMs, failures]).toEqual([null, []]);
});

test('throughput moves on with the clock, oldest first', () => {
  let now = 1_000_000;
  const monitor = createMonitor(() => now);
  monitor.follow([succeeded(5), succeeded(5)]);
  now += 20_000;
  monitor.follow([failed(null)]);
  expect(monitor.measurements().throughput.slice(-4)).toEqual([0, 2, 0, 1]);
  now += 10_000_000;
  expect(monitor.measurements().throughput.some((count) => count > 0)).toBe(false);
});

test('what was cancelled or only began is no throughput', () => {
  const monitor = createMonitor(() => 0);
  monitor.follow([
    changeOf(task),
    changeOf(asCancelled(task, { finishedAt: 1, durationMs: null })),
  ]);
  expect(monitor.measurements().throughput.at(-1)).toBe(0);
});

test('run times are those of the last thousand', () => {
  const monitor = createMonitor(() => 0);
  monitor.follow(Array.from({ length: 500 }, () => succeeded(9999)));
  monitor.follow(Array.from({ length: 1000 }, (_, index) => succeeded(index + 1)));
  expect(monitor.measurements().runTimeMs).toEqual({ p50: 500, p95: 950, p99: 990 });
});

test('failures are counted by cause, the most frequent first, and never without end', () => {
  const monitor = createMonitor(() => 0);
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
});
