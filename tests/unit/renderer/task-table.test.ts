import { expect, test } from 'vitest';
import { matchingIds } from '../../../src/renderer/store/view-store.ts';
import { TaskTable } from '../../../src/renderer/store/task-table.ts';
import { aDoneTask, aTask } from './a-task.ts';

function tableOf(...tasks: ReturnType<typeof aTask>[]): TaskTable {
  const table = new TaskTable();
  for (const task of tasks) table.put(task);
  table.settleOrder();
  return table;
}

const everything = { filter: 'all', search: '' } as const;

test('keeps the order of adding, however late a task arrives', () => {
  const table = tableOf(aTask(3), aTask(1), aTask(2));
  expect(matchingIds(table.rows, everything)).toEqual(['t1', 't2', 't3']);
});

test('keeps the newer of two versions, whichever comes first', () => {
  const table = tableOf(aDoneTask(1, 10, { number: 9 }), aTask(1, { number: 4 }));
  expect(table.get('t1')?.status).toBe('succeeded');
});

test('counts tasks and bytes as they come, change and go', () => {
  const table = tableOf(aTask(1), aTask(2), aDoneTask(3, 20));
  table.put(aDoneTask(1, 30, { number: 10 }));
  table.remove(['t3'], 11);
  expect(table.sum.tally).toMatchObject({ queued: 1, succeeded: 1 });
  expect(table.sum.bytes).toEqual({ inBytes: 1000, outBytes: 30 });
  expect(table.batchSums.get('b1')).toEqual(table.sum);
  expect(table.sum.madeCount).toBe(1);
  table.remove(['t1'], 12);
  expect(table.batchSums.get('b1')?.madeCount).toBe(0);
  table.remove(['t2'], 13);
  expect([...table.batchSums]).toEqual([]);
});

test('says when tasks come and go, and not when one changes', () => {
  const table = tableOf(aTask(1), aTask(2));
  const { arrangement } = table;
  table.put(aDoneTask(1, 30, { number: 10 }));
  expect(table.arrangement).toBe(arrangement);
  table.remove(['t1'], 12);
  expect(table.arrangement).not.toBe(arrangement);
});

test('does not bring back a removed task when an older change arrives late', () => {
  const table = tableOf(aTask(1));
  table.remove(['t1'], 5);
  table.put(aTask(1, { number: 4 }));
  expect(table.rows).toEqual([]);
  table.put(aTask(1, { number: 6 }));
  expect(table.rows).toHaveLength(1);
});

test('filters by status and finds names in any case, but not folders', () => {
  const table = tableOf(aTask(1), aDoneTask(2, 5), aTask(12));
  expect(matchingIds(table.rows, { filter: 'succeeded', search: '' })).toEqual(['t2']);
  expect(matchingIds(table.rows, { filter: 'queued', search: 'PHOTO-1' })).toEqual(['t1', 't12']);
  expect(matchingIds(table.rows, { filter: 'all', search: 'pictures' })).toEqual([]);
  const sourcePath = '/p/wo\u0308rtern.jpg';
  const spelled = tableOf({ ...aTask(1), sourcePath });
  expect(matchingIds(spelled.rows, { ...everything, search: 'W\u00D6RTERN' })).toEqual(['t1']);
});
