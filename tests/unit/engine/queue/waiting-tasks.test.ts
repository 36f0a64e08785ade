import { expect, test } from 'vitest';
import { createWaitingTasks } from '../../../../src/engine/scheduling/waiting-tasks.ts';

// Looking through all lines for each task would take longer than a test may.
test('a priority of its own for each of 100,000 tasks costs no more than one for all', () => {
  const count = 100_000;
  const waiting = createWaitingTasks();
  for (let turn = 1; turn <= count; turn += 1) waiting.add(`task ${turn}`, -turn);
  waiting.add('of another', -1);
  const taken = Array.from({ length: count + 1 }, () => waiting.take());
  expect(taken.slice(0, 3)).toEqual(['task 1', 'of another', 'task 2']);
  expect(taken.at(-1)).toBe(`task ${count}`);
  expect(waiting.size).toBe(0);
});
