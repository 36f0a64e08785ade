import { expect, test } from 'vitest';
import {
  isLegalTransition,
  isRetryable,
  isSettled,
  taskStatuses,
} from '../../../src/shared/task/status.ts';

test('a task runs only after it waited', () => {
  const intoRunning = taskStatuses.filter((status) => isLegalTransition(status, 'running'));
  expect(intoRunning).toEqual(['queued']);
});

test('what succeeded stays as it is', () => {
  expect(taskStatuses.filter((status) => isLegalTransition('succeeded', status))).toEqual([]);
});

test('failed, cancelled and skipped tasks may be tried again', () => {
  expect(taskStatuses.filter(isRetryable)).toEqual(['failed', 'cancelled', 'skipped']);
});

test('only waiting and running tasks are unsettled', () => {
  expect(taskStatuses.filter((status) => !isSettled(status))).toEqual(['queued', 'running']);
});
