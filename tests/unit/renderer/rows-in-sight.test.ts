import { expect, test } from 'vitest';
import { readyRows } from '../../../src/renderer/features/tasks/use-rows-in-sight.ts';

test('after a jump only the rows in sight are drawn at first', () => {
  const drawn = { start: 100, ready: 3 };
  expect(readyRows(drawn, { first: 104, last: 108 })).toBe(3);
  expect(readyRows(drawn, { first: 96, last: 100 })).toBe(3);
  expect(readyRows(drawn, { first: 5000, last: 5004 })).toBe(0);
});
