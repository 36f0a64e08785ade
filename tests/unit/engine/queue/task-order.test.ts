import { expect, test } from 'vitest';
import { TaskOrder } from '../../../../src/engine/scheduling/task-order.ts';

const nothing = () => Promise.resolve();

// Looking through all levels for each task would take longer than a test may.
test('a priority of its own for each of 100,000 tasks costs no more than one for all', async () => {
  const count = 100_000;
  const order = new TaskOrder();
  const taken: string[] = [];
  const add = (id: string, priority: number) =>
    order.enqueue(() => Promise.resolve(taken.push(id)), { id, priority });
  for (let turn = 1; turn <= count; turn += 1) add(`task ${turn}`, -turn);
  add('of another', -1);
  for (let run = order.dequeue(); run; run = order.dequeue()) await run();
  expect(taken.slice(0, 3)).toEqual(['task 1', 'of another', 'task 2']);
  expect(taken.at(-1)).toBe(`task ${count}`);
  expect(order.size).toBe(0);
});

test('one of many is found at once: 100,000 are removed, moved up and added again', () => {
  const order = new TaskOrder();
  const ids = Array.from({ length: 100_000 }, (_, at) => `task ${at}`);
  for (const id of ids) order.enqueue(nothing, { id, priority: 0 });
  expect(ids.slice(0, 50_000).every((id) => order.remove(id))).toBe(true);
  for (const id of ids.slice(50_000)) order.setPriority(id, 1);
  for (const id of ids.slice(0, 50_000)) order.enqueue(nothing, { id, priority: 0 });
  expect(order.filter({ priority: 1 })).toHaveLength(50_000);
  expect(order.remove('task 0')).toBe(true);
  expect(order.remove('task 0')).toBe(false);
  expect(order.size).toBe(99_999);
});
