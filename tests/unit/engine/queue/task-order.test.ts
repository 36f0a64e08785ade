import { expect, test } from 'vitest';
import { createTaskOrder, type TaskOrder } from '../../../../src/engine/scheduling/task-order.ts';

function takeFirst(order: TaskOrder): string | undefined {
  const first = order.first();
  if (first !== undefined) order.remove(first);
  return first;
}

// Looking through all levels for each task would take longer than a test may.
test('a priority of its own for each of 100,000 tasks costs no more than one for all', () => {
  const count = 100_000;
  const order = createTaskOrder();
  for (let turn = 1; turn <= count; turn += 1) order.add(`task ${turn}`, -turn);
  order.add('of another', -1);
  const taken: string[] = [];
  for (let first = takeFirst(order); first !== undefined; first = takeFirst(order)) {
    taken.push(first);
  }
  expect(taken.slice(0, 3)).toEqual(['task 1', 'of another', 'task 2']);
  expect(taken.at(-1)).toBe(`task ${count}`);
  expect(order.size).toBe(0);
});

test('one of many is found at once: 100,000 are removed, moved up and added again', () => {
  const order = createTaskOrder();
  const ids = Array.from({ length: 100_000 }, (_, at) => `task ${at}`);
  for (const id of ids) order.add(id, 0);
  expect(ids.slice(0, 50_000).every((id) => order.remove(id))).toBe(true);
  for (const id of ids.slice(50_000)) {
    order.remove(id);
    order.add(id, 1);
  }
  for (const id of ids.slice(0, 50_000)) order.add(id, 0);
  const taken = ids.map(() => takeFirst(order));
  expect(taken).toEqual([...ids.slice(50_000), ...ids.slice(0, 50_000)]);
  expect(order.remove('task 0')).toBe(false);
  expect(order.size).toBe(0);
});
