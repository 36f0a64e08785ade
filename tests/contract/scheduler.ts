import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { Scheduler } from '../../src/engine/ports.ts';

/** A run that ends when the test says so. */
function createRuns() {
  const started: string[] = [];
  const open = new Map<string, () => void>();
  let onStart = () => {};
  const startedAtLeast = async (count: number) => {
    while (started.length < count) {
      const next = Promise.withResolvers<void>();
      onStart = next.resolve;
      await next.promise;
    }
    return started.slice();
  };
  return {
    started,
    startedAtLeast,
    run(taskId: string) {
      const ending = Promise.withResolvers<void>();
      started.push(taskId);
      open.set(taskId, ending.resolve);
      onStart();
      return ending.promise;
    },
    end(taskId: string) {
      open.get(taskId)?.();
    },
  };
}

/** `applied` resolves when what was set holds wherever tasks wait; left out where it does at once. */
export interface TestedScheduler extends Scheduler {
  readonly applied?: () => Promise<void>;
}

/** What every scheduler promises, whether it lives in this process or behind a server. */
export function schedulerContract(
  create: (options: { concurrency: number }) => Promise<TestedScheduler> | TestedScheduler,
): void {
  const leave: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const act of leave.splice(0)) await act();
  });

  async function setUp(concurrency: number) {
    const runs = createRuns();
    const scheduler = await create({ concurrency });
    leave.push(async () => {
      const closed = scheduler.close();
      for (const taskId of runs.started) runs.end(taskId);
      await closed;
    });
    return { scheduler, runs, start: () => scheduler.start(([taskId = '']) => runs.run(taskId)) };
  }

  test('runs no more tasks at once than it was told', async () => {
    const { scheduler, runs, start } = await setUp(2);
    start();
    for (const taskId of ['a', 'b', 'c']) scheduler.add(taskId, 0);
    expect(await runs.startedAtLeast(2)).toEqual(['a', 'b']);
    expect([scheduler.runningCount, scheduler.waitingCount]).toEqual([2, 1]);
    runs.end('a');
    expect(await runs.startedAtLeast(3)).toEqual(['a', 'b', 'c']);
  });

  test('what was added before the start waits for it', async () => {
    const { scheduler, runs, start } = await setUp(1);
    scheduler.add('a', 0);
    expect(runs.started).toEqual([]);
    start();
    expect(await runs.startedAtLeast(1)).toEqual(['a']);
  });

  test('a higher priority goes first, equal ones in order', async () => {
    const { scheduler, runs, start } = await setUp(1);
    for (const taskId of ['low-1', 'low-2']) scheduler.add(taskId, 0);
    for (const taskId of ['high-1', 'high-2']) scheduler.add(taskId, 5);
    scheduler.add('lowest', -1);
    start();
    const order = ['high-1', 'high-2', 'low-1', 'low-2', 'lowest'];
    for (const [index, taskId] of order.entries()) {
      await runs.startedAtLeast(index + 1);
      runs.end(taskId);
    }
    expect(runs.started).toEqual(order);
  });

  test('adding a waiting task again changes nothing', async () => {
    const { scheduler, runs, start } = await setUp(1);
    scheduler.add('a', 0);
    scheduler.add('b', 0);
    scheduler.add('b', 9);
    scheduler.add('a', 0);
    expect(scheduler.waitingCount).toBe(2);
    start();
    await runs.startedAtLeast(1);
    runs.end('a');
    expect(await runs.startedAtLeast(2)).toEqual(['a', 'b']);
  });

  test('a removed task never starts', async () => {
    const { scheduler, runs, start } = await setUp(1);
    for (const taskId of ['a', 'b', 'c']) scheduler.add(taskId, 0);
    expect(scheduler.remove('b')).toBe(true);
    expect(scheduler.remove('b')).toBe(false);
    start();
    await runs.startedAtLeast(1);
    runs.end('a');
    expect(await runs.startedAtLeast(2)).toEqual(['a', 'c']);
  });

  test('a running task cannot be removed', async () => {
    const { scheduler, runs, start } = await setUp(1);
    start();
    scheduler.add('a', 0);
    await runs.startedAtLeast(1);
    expect(scheduler.remove('a')).toBe(false);
    expect(scheduler.runningCount).toBe(1);
  });

  test('a task added while it runs runs again, but not before its run has ended', async () => {
    const { scheduler, runs, start } = await setUp(2);
    start();
    scheduler.add('a', 0);
    await runs.startedAtLeast(1);
    scheduler.add('a', 0);
    scheduler.add('b', 0);
    expect(await runs.startedAtLeast(2)).toEqual(['a', 'b']);
    runs.end('a');
    expect(await runs.startedAtLeast(3)).toEqual(['a', 'b', 'a']);
  });

  test('a task added while it runs can be taken back', async () => {
    const { scheduler, runs, start } = await setUp(1);
    start();
    scheduler.add('a', 0);
    await runs.startedAtLeast(1);
    scheduler.add('a', 0);
    expect(scheduler.remove('a')).toBe(true);
    scheduler.add('b', 0);
    runs.end('a');
    expect(await runs.startedAtLeast(2)).toEqual(['a', 'b']);
  });

  test('while paused running tasks go on and nothing new starts', async () => {
    const { scheduler, runs, start } = await setUp(1);
    start();
    for (const taskId of ['a', 'b', 'c']) scheduler.add(taskId, 0);
    await runs.startedAtLeast(1);
    scheduler.pause();
    await scheduler.applied?.();
    runs.end('a');
    await turnOfTheLoop();
    expect(scheduler.remove('b')).toBe(true);
    scheduler.resume();
    expect(await runs.startedAtLeast(2)).toEqual(['a', 'c']);
  });

  test('a higher concurrency starts more at once', async () => {
    const { scheduler, runs, start } = await setUp(1);
    start();
    for (const taskId of ['a', 'b', 'c']) scheduler.add(taskId, 0);
    await runs.startedAtLeast(1);
    scheduler.setConcurrency(3);
    expect(await runs.startedAtLeast(3)).toEqual(['a', 'b', 'c']);
  });

  test('a lower concurrency lets running tasks finish first', async () => {
    const { scheduler, runs, start } = await setUp(2);
    start();
    for (const taskId of ['a', 'b', 'c', 'd']) scheduler.add(taskId, 0);
    await runs.startedAtLeast(2);
    scheduler.setConcurrency(1);
    await scheduler.applied?.();
    runs.end('a');
    runs.end('b');
    await runs.startedAtLeast(3);
    // The end of one and the start of the next may arrive together.
    await expect.poll(() => scheduler.runningCount).toBe(1);
    expect(scheduler.waitingCount).toBe(1);
  });

  test('closing waits for what runs and starts nothing more', async () => {
    const { scheduler, runs, start } = await setUp(1);
    start();
    for (const taskId of ['a', 'b']) scheduler.add(taskId, 0);
    await runs.startedAtLeast(1);
    const closed = scheduler.close();
    runs.end('a');
    await closed;
    expect([runs.started, scheduler.runningCount]).toEqual([['a'], 0]);
  });
}
