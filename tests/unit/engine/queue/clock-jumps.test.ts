import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMonitor } from '../../../../src/engine/monitor/create-monitor.ts';
import { asRunning } from '../../../../src/engine/ledger/transitions.ts';
import { sampleTask } from '../../../support/sample-tasks.ts';
import { startEngine } from '../../../support/start-engine.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const hourMs = 3_600_000;
/** More than any machine takes for one of these tests. Milliseconds. */
const soonMs = 600_000;

// Files keep the times of the real clock, as those do that were written before the clock was set.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const setClockBy = (ms: number) => vi.setSystemTime(Date.now() + ms);

test.each([
  ['forward', 3 * hourMs],
  ['back', -3 * hourMs],
])('a clock that is set %s while a picture is made changes no time it took', async (_, byMs) => {
  const { addFiles, enqueue, pool, engine, tasks } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg'));
  const attempt = await pool.attempt(0);
  setClockBy(byMs);
  await attempt.finish();
  await engine.settled(batchId);
  const [task] = tasks();
  const tried = engine.detail(task?.id ?? '')?.attempts[0];
  const tookMs = (tried?.finishedAt ?? Infinity) - (tried?.startedAt ?? 0);
  expect(tookMs).toBeGreaterThanOrEqual(0);
  expect(tookMs).toBeLessThan(soonMs);
  expect(task).toMatchObject({ status: 'succeeded' });
  if (task?.status !== 'succeeded') return;
  expect(task.durationMs).toBeLessThan(soonMs);
  expect(task.finishedAt).toBeGreaterThanOrEqual(tried?.startedAt ?? Infinity);
});

test.each([
  ['forward', 3 * hourMs],
  ['back', -3 * hourMs],
])('a result is undone although the clock was set %s once it was written', async (_, byMs) => {
  const { addFiles, enqueue, pool, engine } = startEngine();
  const batchId = await enqueue(addFiles('a.jpg'));
  const attempt = await pool.attempt(0);
  await attempt.beginToWrite();
  setClockBy(byMs);
  await attempt.finish();
  await engine.settled(batchId);
  expect(await engine.undo(batchId)).toMatchObject({ ok: true, value: { trashedCount: 1 } });
});

test('undo of a batch leaves what a later one made in its place, though its clock was set back', async () => {
  const { addFiles, enqueue, folder, pool, engine } = startEngine();
  pool.finishEverything();
  const paths = addFiles('a.jpg');
  const older = await enqueue(paths, { conflict: 'overwrite' });
  await engine.settled(older);
  // Two files of one size and one moment are one file to those who look; clocks of disks go in steps.
  const probe = join(folder, 'probe');
  const momentOf = (path: string) => Math.floor(statSync(path).mtimeMs);
  const momentNow = () => {
    writeFileSync(probe, '');
    return momentOf(probe);
  };
  await expect.poll(momentNow).toBeGreaterThan(momentOf(join(folder, 'thumbnails', 'a.jpg')));
  setClockBy(-3 * hourMs);
  const later = await enqueue(paths, { conflict: 'overwrite' });
  await engine.settled(later);
  expect(await engine.undo(older)).toMatchObject({ ok: true, value: { trashedCount: 0 } });
  expect(await engine.undo(later)).toMatchObject({ ok: true, value: { trashedCount: 1 } });
});

test('undo of a batch leaves what a later one made in its place, though both keep the date of their source', async () => {
  const { addFiles, enqueue, pool, engine } = startEngine();
  pool.finishEverything();
  const paths = addFiles('a.jpg');
  const make = async () => {
    const batchId = await enqueue(paths, { conflict: 'overwrite', keepsDate: true });
    await engine.settled(batchId);
    return batchId;
  };
  const older = await make();
  const later = await make();
  expect(await engine.undo(older)).toMatchObject({ ok: true, value: { trashedCount: 0 } });
  expect(await engine.undo(later)).toMatchObject({ ok: true, value: { trashedCount: 1 } });
});

test.each([
  ['forward', 3 * hourMs],
  ['back', -3 * hourMs],
])(
  'batches go on in the order they came after the clock was set %s between them',
  async (_, ms) => {
    const folder = tempFolder();
    const first = startEngine({ folder });
    const one = await first.enqueue(first.addFiles('one/a.jpg'));
    setClockBy(ms);
    const two = await first.enqueue(first.addFiles('two/b.jpg'));
    await first.engine.close();
    const second = startEngine({ folder, historyPath: join(folder, 'history.db') });
    second.pool.finishEverything();
    await Promise.all([one, two].map((batchId) => second.engine.settled(batchId)));
    const titles = second.engine.snapshot().batches.map(({ title }) => title);
    expect(titles).toEqual(['a.jpg', 'b.jpg']);
  },
);

const changeOf = (startedAt: number, queuedAt: number) => {
  const task = { ...sampleTask(1).task, queuedAt };
  return { kind: 'task' as const, number: 1, task: asRunning(task, startedAt) };
};

test.each([
  ['forward', 3 * hourMs],
  ['back', -3 * hourMs],
])('the monitor counts no wait twice or less than nothing after it was set %s', (_, byMs) => {
  const monitor = createMonitor({ waitingCount: () => 1 });
  const queuedAt = Date.now();
  monitor.follow([]);
  setClockBy(byMs);
  monitor.follow([changeOf(Date.now() + 500, queuedAt)]);
  const { waitTimeMs, steps } = monitor.measurements();
  expect(waitTimeMs?.p99).toBeGreaterThanOrEqual(500);
  expect(waitTimeMs?.p99).toBeLessThan(soonMs);
  expect(steps.at(-1)?.waitTimeMs?.count).toBe(1);
});
