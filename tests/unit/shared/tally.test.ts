import { expect, test } from 'vitest';
import { emptyTally, retally, settledOf, totalOf } from '../../../src/shared/task/tally.ts';

test('a task is counted once, wherever it goes', () => {
  const added = retally(emptyTally, null, 'queued');
  const running = retally(added, 'queued', 'running');
  const failed = retally(running, 'running', 'failed');
  expect([added, running, failed].map(totalOf)).toEqual([1, 1, 1]);
  expect([added, running, failed].map(settledOf)).toEqual([0, 0, 1]);
});

test('a removed task is counted no more', () => {
  expect(retally(retally(emptyTally, null, 'failed'), 'failed', null)).toEqual(emptyTally);
});
