import { describe, expect, test } from 'vitest';
import { movedByRows, rowPlan } from '../../../src/renderer/features/tasks/row-plan.ts';
import { groupByBatch } from '../../../src/renderer/store/batch-groups.ts';
import { TaskTable } from '../../../src/renderer/store/task-table.ts';
import { aTask } from './a-task.ts';

/** Batch a has five tasks, b is folded, c has two. */
const groups = [
  { batchId: 'a', from: 0, count: 5 },
  { batchId: 'b', from: 5, count: 0 },
  { batchId: 'c', from: 5, count: 2 },
];
const plan = rowPlan(7, groups, 3);

/** A head by its batch, or the places of a row's tasks. */
function linesOf({ count, headOf, tasksOf }: typeof plan) {
  return Array.from({ length: count }, (_, row) => {
    const { from, to } = tasksOf(row);
    return headOf(row)?.batchId ?? Array.from({ length: to - from }, (__, place) => from + place);
  });
}

describe('rows of a list by batch', () => {
  test('begin each batch with its head, on a row of its own', () => {
    expect(linesOf(plan)).toEqual(['a', [0, 1, 2], [3, 4], 'b', 'c', [5, 6]]);
    expect([0, 2, 3, 4, 5, 6].map(plan.rowOf)).toEqual([1, 1, 2, 2, 5, 5]);
  });

  test('know of each row the batch it is of, whose head stays in sight', () => {
    const partsOf = (row: number) => {
      const { group, place, firstRow, rowCount } = plan.partOf(row) ?? {};
      return [group?.batchId, place, firstRow, rowCount];
    };
    expect([0, 2, 3, 5].map(partsOf)).toEqual([
      ['a', 0, 0, 3],
      ['a', 0, 0, 3],
      ['b', 1, 3, 1],
      ['c', 2, 4, 2],
    ]);
    expect(rowPlan(4, [], 3).partOf(0)).toBeUndefined();
  });

  test('have no heads where there is one batch', () => {
    expect(linesOf(rowPlan(4, [], 3))).toEqual([[0, 1, 2], [3]]);
    expect(rowPlan(4, [], 3).rowOf(3)).toBe(1);
  });

  test.each([
    [1, 1, 4],
    [2, 1, 4],
    [4, 1, 6],
    [6, -1, 4],
    [5, -2, 0],
    [0, -1, 0],
    [1, -1, 1],
    [5, 1, 6],
    [0, 9, 6],
    [6, -9, 0],
  ])('from %i by %i rows the keyboard goes to %i', (from, by, to) => {
    expect(movedByRows(plan, from, by)).toBe(to);
  });
});

test('a batch that grows after another came stays in one place, and one that is folded keeps its head', () => {
  const table = new TaskTable();
  for (const [id, batchId] of ['a', 'b', 'a'].entries()) table.put(aTask(id, { batchId }));
  expect(groupByBatch(table.rows, new Set()).ids).toEqual(['t0', 't2', 't1']);
  expect(groupByBatch(table.rows, new Set(['a']))).toEqual({
    ids: ['t1'],
    groups: [
      { batchId: 'a', from: 0, count: 0 },
      { batchId: 'b', from: 0, count: 1 },
    ],
  });
});
