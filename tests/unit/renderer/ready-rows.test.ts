import { expect, test } from 'vitest';
import { readyRows } from '../../../src/renderer/features/tasks/use-ready-rows.ts';

test('after a jump only the rows in sight are drawn at first', () => {
  const drawn = { start: 100, ready: 3 };
  expect(readyRows(drawn, { startIndex: 104, endIndex: 108 })).toBe(3);
  expect(readyRows(drawn, { startIndex: 96, endIndex: 100 })).toBe(3);
  expect(readyRows(drawn, { startIndex: 5000, endIndex: 5004 })).toBe(0);
});
