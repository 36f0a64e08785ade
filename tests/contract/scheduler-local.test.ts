import { describe, expect, test } from 'vitest';
import { createLocalScheduler } from '../../src/engine/scheduling/local-scheduler.ts';
import { createParking } from '../../src/engine/scheduling/parking.ts';
import { schedulerContract } from './scheduler.ts';

describe('the local scheduler with places to park at', () => {
  schedulerContract(({ concurrency }) => createParking(createLocalScheduler({ concurrency })));

  test('what is parked keeps its place until that is released or it is removed', async () => {
    const scheduler = createParking(createLocalScheduler({ concurrency: 1 }));
    const ran: string[] = [];
    for (const taskId of ['a', 'b', 'c']) scheduler.park('out', taskId, 0);
    scheduler.add('b', 0);
    scheduler.start((lease) => Promise.resolve(void ran.push(...lease)));
    expect([scheduler.remove('c'), scheduler.remove('c'), scheduler.waitingCount]).toEqual([
      true,
      false,
      2,
    ]);
    scheduler.release('out');
    await expect.poll(() => ran).toEqual(['a', 'b']);
    expect([scheduler.parkedCount, scheduler.parkedAt('out')]).toEqual([0, 0]);
  });

  test('very many that were parked have their turn again little by little, and can be removed meanwhile', async () => {
    const scheduler = createParking(createLocalScheduler({ concurrency: 1 }));
    const taskIds = Array.from({ length: 5000 }, (_, at) => `task-${at}`);
    for (const taskId of taskIds) scheduler.park('out', taskId, 0);
    scheduler.release('out');
    expect(scheduler.remove('task-4999')).toBe(true);
    scheduler.park('out', 'late', 0);
    expect([scheduler.waitingCount, scheduler.parkedAt('out')]).toEqual([5000, 1]);
    await expect.poll(() => scheduler.parkedCount).toBe(1);
    expect(scheduler.waitingCount).toBe(5000);
  });
});

describe('the local scheduler', () => {
  schedulerContract(createLocalScheduler);

  test('adding 200,000 tasks and removing them in any order is linear work', () => {
    const scheduler = createLocalScheduler({ concurrency: 1 });
    const taskIds = Array.from({ length: 200_000 }, (_, index) => `task-${index}`);
    for (const [index, taskId] of taskIds.entries()) scheduler.add(taskId, index % 3);
    for (const taskId of taskIds.toReversed()) scheduler.remove(taskId);
    expect(scheduler.waitingCount).toBe(0);
  });

  test('taking 200,000 tasks one after the other is linear work', async () => {
    const scheduler = createLocalScheduler({ concurrency: 8 });
    const all = Promise.withResolvers<void>();
    let runCount = 0;
    for (let index = 0; index < 200_000; index += 1) scheduler.add(`task-${index}`, 0);
    scheduler.start(() => {
      runCount += 1;
      if (runCount === 200_000) all.resolve();
      return Promise.resolve();
    });
    await all.promise;
    expect(scheduler.waitingCount).toBe(0);
  });
});
